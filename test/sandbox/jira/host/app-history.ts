// `view.createHistory`: an app page's own addresses, kept behind `#` of the page's address.
import { type Place } from "../wire.ts";

interface Location {
  pathname: string;
  search: string;
  hash: string;
  state: unknown;
  key: string;
}

const here = (): Location => {
  const url = new URL(window.location.hash.slice(1) || "/", window.location.origin);
  return { pathname: url.pathname, search: url.search, hash: "", state: undefined, key: "default" };
};
const textOf = (to: string | Partial<Location>): string =>
  typeof to === "string" ? to : `${to.pathname ?? "/"}${to.search ?? ""}`;

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
      window.history.pushState(null, "", `#${textOf(to)}`);
      tell("PUSH");
    },
    replace: (to: string | Partial<Location>) => {
      window.history.replaceState(null, "", `#${textOf(to)}`);
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
    createHref: (to: string | Partial<Location>) => `#${textOf(to)}`,
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
