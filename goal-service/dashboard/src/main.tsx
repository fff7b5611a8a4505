import "./no-eval.ts";
import "./tokens.css";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Fault, isNotSetUp, isSignedOut } from "./api.ts";
import { reloadWhenReplaced } from "./old-build.ts";
import { isEntrance } from "./paths.ts";
import { router } from "./router.tsx";

reloadWhenReplaced();

/** Whoever is not signed in is told how to, and comes back to the address asked for; before that the service is set up. */
function toEntrance(error: unknown): void {
  const { pathname, href } = router.state.location;
  if (isEntrance(pathname)) return;
  if (isNotSetUp(error)) void router.navigate({ to: "/set-up", replace: true });
  if (isSignedOut(error)) void router.navigate({ to: "/sign-in", search: { to: href }, replace: true });
}

const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: toEntrance,
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => error instanceof Fault && failures < 2,
      refetchOnReconnect: true,
      // What can't be sent fails at once, in words, instead of waiting silently for a network.
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

const place = document.getElementById("root");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
