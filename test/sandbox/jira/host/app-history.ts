// `view.createHistory`: an app page's own addresses, relative to the address at which the page stands on this site.
import { type Place } from "../wire.ts";

interface Location {
  pathname: string;
  search: string;
  hash: string;
  state: unknown;
  key: string;
}

const PAGE = /^(?:\/jira\/apps\/[^/]+\/[^/]+|(?:\/settings|\/projects\/[^/]+)?\/apps\/[^/]+)/;
const base = (): string => PAGE.exec(window.location.pathname)?.[0] ?? "";

const here = (): Location => {
  const { pathname, search, hash } = window.location;
  return { pathname: pathname.slice(base().length) || "/", search, hash, state: undefined, key: "default" };
};
const addressOf = (to: string | Partial<Location>): string =>
  base() + (typeof to === "string" ? to : `${to.pathname ?? "/"}${to.search ?? ""}${to.hash ?? ""}`);

export function appHistory(place: Place) {
  const heard = new Set<(location: Location, action: string) => void>();
  const tell = (action: string): void => {
    history.location = here();
    history.action = action;
    for (const callback of heard) callback(history.location, action);
  };
  const history = {
    action: "POP",
    location: here(),
    length: 1,
    of: place.moduleKey,
    push: (to: string | Partial<Location>) => {
      window.history.pushState(null, "", addressOf(to));
      tell("PUSH");
    },
    replace: (to: string | Partial<Location>) => {
      window.history.replaceState(null, "", addressOf(to));
      tell("REPLACE");
    },
    go: (by: number) => {
      window.history.go(by);
    },
    goBack: () => {
      window.history.back();
    },
    goForward: () => {
      window.history.forward();
    },
    createHref: addressOf,
    listen: (callback: (location: Location, action: string) => void) => {
      heard.add(callback);
      return () => void heard.delete(callback);
    },
  };
  window.addEventListener("popstate", () => {
    tell("POP");
  });
  return history;
}
