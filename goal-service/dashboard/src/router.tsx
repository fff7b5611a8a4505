import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { Portfolio } from "./portfolio/portfolio.tsx";
import {
  goalSearch,
  initiativeSearch,
  portfolioSearch,
  readSearch,
  signInSearch,
  workItemSearch,
  writeSearch,
} from "./search.ts";
import { Broken } from "./shell/broken.tsx";
import { Shell } from "./shell/shell.tsx";

const NoPage = lazyRouteComponent(() => import("./not-here/not-here.tsx"), "NoPage");

const root = createRootRoute({ component: Shell, notFoundComponent: NoPage, errorComponent: Broken });
const getParentRoute = () => root;

const portfolio = createRoute({ getParentRoute, path: "/", component: Portfolio, validateSearch: portfolioSearch });
const goal = createRoute({
  getParentRoute,
  path: "/goals/$key",
  validateSearch: goalSearch,
  component: lazyRouteComponent(() => import("./goal/goal-page.tsx"), "GoalPage"),
});
const initiative = createRoute({
  getParentRoute,
  path: "/initiatives/$key",
  validateSearch: initiativeSearch,
  component: lazyRouteComponent(() => import("./initiative/initiative-page.tsx"), "InitiativePage"),
});
const settings = createRoute({
  getParentRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings-frame.tsx"), "SettingsFrame"),
});
const inSettings = () => settings;
const settingsPages = [
  createRoute({
    getParentRoute: inSettings,
    path: "/",
    beforeLoad: () => {
      redirect({ to: "/settings/connections", replace: true, throw: true });
    },
  }),
  createRoute({
    getParentRoute: inSettings,
    path: "/connections",
    component: lazyRouteComponent(() => import("./connections/connections-page.tsx"), "ConnectionsPage"),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: "/people",
    component: lazyRouteComponent(() => import("./settings/people-page.tsx"), "PeoplePage"),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: "/account",
    component: lazyRouteComponent(() => import("./settings/account-page.tsx"), "AccountPage"),
  }),
] as const;
const signIn = createRoute({
  getParentRoute,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("./sign-in/address-page.tsx"), "AddressPage"),
});
const join = createRoute({
  getParentRoute,
  path: "/join",
  component: lazyRouteComponent(() => import("./sign-in/address-page.tsx"), "AddressPage"),
});
const setUp = createRoute({
  getParentRoute,
  path: "/set-up",
  component: lazyRouteComponent(() => import("./sign-in/set-up.tsx"), "SetUp"),
});
const go = createRoute({
  getParentRoute,
  path: "/go/$tool/$key",
  validateSearch: workItemSearch,
  component: lazyRouteComponent(() => import("./work-item/work-item-page.tsx"), "WorkItemAddress"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    portfolio,
    goal,
    initiative,
    settings.addChildren(settingsPages),
    signIn,
    join,
    setUp,
    go,
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
