import { jest } from "@jest/globals";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { portfolioSearch, readSearch, writeSearch } from "./search.ts";

/** Shows something as the page of an address, with the queries that it asks answered beforehand: [key, answer]. */
export async function renderAt(
  address: string,
  page: ReactNode,
  answers: readonly [key: readonly unknown[], answer: unknown][] = [],
) {
  globalThis.scrollTo = jest.fn();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  for (const [key, answer] of answers) client.setQueryData(key, answer);
  const root = createRootRoute();
  const path = new URL(address, "http://test").pathname;
  const route = createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: portfolioSearch,
    component: () => <div data-testid="page">{page}</div>,
  });
  const router = createRouter({
    routeTree: root.addChildren([route]),
    history: createMemoryHistory({ initialEntries: [address] }),
    parseSearch: readSearch,
    stringifySearch: writeSearch,
  });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await screen.findByTestId("page");
  return { router, client };
}
