import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Portfolio } from "./portfolio/portfolio.tsx";
import { atSearch, portfolioSearch, readSearch, signInSearch, writeSearch } from "./search.ts";
import { Broken } from "./shell/broken.tsx";
import { Shell } from "./shell/shell.tsx";

const NoPage = lazyRouteComponent(() => import("./not-here/not-here.tsx"), "NoPage");

const root = createRootRoute({ component: Shell, notFoundComponent: NoPage, errorComponent: Broken });
const getParentRoute = () => root;

const portfolio = createRoute({ getParentRoute, path: "/", component: Portfolio, validateSearch: portfolioSearch });
const goal = createRoute({
  getParentRoute,
  path: "/goals/$key",
  validateSearch: atSearch,
  component: lazyRouteComponent(() => import("./goal/goal-page.tsx"), "GoalPage"),
});
const initiative = createRoute({
  getParentRoute,
  path: "/initiatives/$key",
  validateSearch: atSearch,
  component: lazyRouteComponent(() => import("./initiative/initiative-page.tsx"), "InitiativePage"),
});
const connections = createRoute({
  getParentRoute,
  path: "/settings/connections",
  component: lazyRouteComponent(() => import("./connections/connections-page.tsx"), "ConnectionsPage"),
});
const signIn = createRoute({
  getParentRoute,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("./sign-in/sign-in.tsx"), "SignIn"),
});
const go = createRoute({
  getParentRoute,
  path: "/go/$tool/$key",
  component: lazyRouteComponent(() => import("./not-here/go.tsx"), "Go"),
});

export const router = createRouter({
  routeTree: root.addChildren([portfolio, goal, initiative, connections, signIn, go]),
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
