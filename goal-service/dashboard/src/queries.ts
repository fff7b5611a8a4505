import type { Unshown } from "@throughline/shared/basics";
import { type QueryFunctionContext, queryOptions } from "@tanstack/react-query";
import { api } from "./api.ts";
import { setToday } from "./clock.ts";
import { keepUnshown } from "./unshown.ts";

/** Query keys and how each is read. Live events find the touched queries by these keys (live.ts). */

interface Page<T> {
  items: T[];
  next: string | null;
  unshown?: Unshown[] | undefined;
}

/** A whole list: page after page, at most ten of them; what could not be shown is kept beside it for the screen's notice. */
async function everyPage<T>(
  asked: QueryFunctionContext,
  read: (cursor: { cursor?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const pages = [await read({})];
  for (let next = pages[0]?.next ?? null; next !== null && pages.length < 10; next = pages.at(-1)?.next ?? null) {
    pages.push(await read({ cursor: next }));
  }
  keepUnshown(
    asked,
    pages.flatMap(({ unshown = [] }) => unshown.map(({ fault }) => fault)),
  );
  return pages.flatMap(({ items }) => items);
}

const when = (at: string | undefined) => (at === undefined ? {} : { at });
const ALL = { limit: 200 } as const;

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async () => {
    const me = await api.getMe({});
    setToday(me.workspace.today, me.workspace.zone);
    return me;
  },
  staleTime: 60_000,
  refetchInterval: 60_000,
});

export const portfolioQuery = (at?: string, period?: string) =>
  queryOptions({
    queryKey: ["portfolio", at ?? null, period ?? null],
    queryFn: async (asked) => {
      const portfolio = await api.getPortfolio({ ...when(at), ...(period === undefined ? {} : { period }) });
      keepUnshown(
        asked,
        portfolio.rows.flatMap(({ fault }) => fault ?? []),
      );
      return portfolio;
    },
  });

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: (asked) => everyPage(asked, (cursor) => api.listPeople({ ...ALL, ...cursor })),
  staleTime: 300_000,
});

export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: (asked) => everyPage(asked, (cursor) => api.listTeams({ ...ALL, ...cursor })),
  staleTime: 300_000,
});

export const periodsQuery = queryOptions({
  queryKey: ["periods"],
  queryFn: (asked) => everyPage(asked, (cursor) => api.listPeriods({ ...ALL, ...cursor })),
  staleTime: 300_000,
});

export const goalQuery = (id: string, at?: string) =>
  queryOptions({ queryKey: ["goal", id, "detail", at ?? null], queryFn: () => api.getGoal({ id, ...when(at) }) });

export const healthQuery = (id: string, at?: string) =>
  queryOptions({ queryKey: ["goal", id, "health", at ?? null], queryFn: () => api.getGoalHealth({ id, ...when(at) }) });

export const keyResultsQuery = (id: string, at?: string) =>
  queryOptions({
    queryKey: ["goal", id, "key-results", at ?? null],
    queryFn: (asked) => everyPage(asked, (cursor) => api.listKeyResults({ id, ...ALL, ...when(at), ...cursor })),
  });

export const readingsQuery = (goal: string, id: string, at?: string) =>
  queryOptions({
    queryKey: ["goal", goal, "readings", id, at ?? null],
    queryFn: (asked) => everyPage(asked, (cursor) => api.listReadings({ id, ...ALL, ...when(at), ...cursor })),
  });

export const readingHistoryQuery = (goal: string, id: string) =>
  queryOptions({
    queryKey: ["goal", goal, "reading-history", id],
    queryFn: (asked) => everyPage(asked, (cursor) => api.listReadingHistory({ id, ...ALL, ...cursor })),
  });

export const initiativesQuery = (goalId: string, at?: string) =>
  queryOptions({
    queryKey: ["goal", goalId, "initiatives", at ?? null],
    queryFn: (asked) => everyPage(asked, (cursor) => api.listInitiatives({ goalId, ...ALL, ...when(at), ...cursor })),
  });

export const goalItemsQuery = (goalId: string, at?: string) =>
  queryOptions({
    queryKey: ["goal", goalId, "items", at ?? null],
    queryFn: (asked) => everyPage(asked, (cursor) => api.listWorkItems({ goalId, ...ALL, ...when(at), ...cursor })),
  });

export const decisionsQuery = (id: string, at?: string) =>
  queryOptions({
    queryKey: ["goal", id, "decisions", at ?? null],
    queryFn: (asked) => everyPage(asked, (cursor) => api.listDecisions({ id, ...ALL, ...when(at), ...cursor })),
  });

export const questionsQuery = (id: string, at?: string) =>
  queryOptions({
    queryKey: ["goal", id, "questions", at ?? null],
    queryFn: async () => (await api.listQuestions({ id, ...when(at) })).items,
  });

export const questionDraftQuery = (id: string, workItemId: string) =>
  queryOptions({
    queryKey: ["goal", id, "question-draft", workItemId],
    queryFn: () => api.draftQuestion({ id, workItemId }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

export const checkInsQuery = (id: string, at?: string) =>
  queryOptions({
    queryKey: ["goal", id, "check-ins", at ?? null],
    queryFn: (asked) => everyPage(asked, (cursor) => api.listCheckIns({ id, ...ALL, ...when(at), ...cursor })),
  });

export const callsQuery = (id: string, at?: string) =>
  queryOptions({
    queryKey: ["goal", id, "calls", at ?? null],
    queryFn: (asked) => everyPage(asked, (cursor) => api.listCalls({ id, ...ALL, ...when(at), ...cursor })),
  });

export const healthWeeksQuery = (id: string, at?: string) =>
  queryOptions({
    queryKey: ["goal", id, "health-weeks", at ?? null],
    queryFn: async () => (await api.listHealthWeeks({ id, ...when(at) })).items,
  });

export const initiativeQuery = (id: string, at?: string) =>
  queryOptions({
    queryKey: ["initiative", id, "detail", at ?? null],
    queryFn: () => api.getInitiative({ id, ...when(at) }),
  });

export const initiativeItemsQuery = (initiativeId: string, at?: string) =>
  queryOptions({
    queryKey: ["initiative", initiativeId, "items", at ?? null],
    queryFn: (asked) =>
      everyPage(asked, (cursor) => api.listWorkItems({ initiativeId, ...ALL, ...when(at), ...cursor })),
  });

/** What one person has in progress, for the load beside a decision. */
export const loadQuery = (ownerId: string) =>
  queryOptions({
    queryKey: ["load", ownerId],
    queryFn: (asked) =>
      everyPage(asked, (cursor) => api.listWorkItems({ ownerId, status: "doing", ...ALL, ...cursor })),
  });

/** Work that serves no goal: the newest of it. */
export const unlinkedQuery = queryOptions({
  queryKey: ["unlinked"],
  queryFn: () => api.listWorkItems({ linked: "false", ...ALL }),
});

/** Work by words of its title or a part of its key; the key as a whole comes first. */
export const foundItemsQuery = (q: string) =>
  queryOptions({
    queryKey: ["found-items", q],
    queryFn: async () => {
      const [exact, found] = await Promise.all([
        api.listWorkItems({ id: q.toUpperCase(), limit: 5 }),
        api.listWorkItems({ q, limit: 20 }),
      ]);
      const first = exact.items.filter(({ url }) => url !== null);
      return [...first, ...found.items.filter(({ id }) => first.every((item) => item.id !== id))];
    },
    staleTime: 10_000,
  });

/** One item by its tool's own id, or its key there; null while nobody told us of it. */
export const workItemQuery = (tool: string, key: string) =>
  queryOptions({
    queryKey: ["work-item", tool, key],
    queryFn: async () => {
      const { items } = await api.listWorkItems({ id: key, limit: 20 });
      return items.find((item) => item.tool === tool) ?? null;
    },
  });

/** What work may still be tied to. */
export const openInitiativesQuery = queryOptions({
  queryKey: ["initiatives", "open"],
  queryFn: async (asked) => {
    const all = await everyPage(asked, (cursor) => api.listInitiatives({ ...ALL, ...cursor }));
    return all.filter(({ state }) => state === "active" || state === "proposed");
  },
});

export const connectionsQuery = queryOptions({
  queryKey: ["connections"],
  queryFn: () => api.listConnections({ limit: 200 }),
});

export const failuresQuery = queryOptions({
  queryKey: ["failures"],
  queryFn: () => api.listFailures({}),
});

/** What the tool offers to be read; asked of the tool itself, so only while the dialog is open. */
export const containersQuery = (id: string) =>
  queryOptions({ queryKey: ["connections", id, "containers"], queryFn: () => api.listContainers({ id }) });

/** Where this person can create now; whoever comes back from giving the permission is asked anew. */
export const placesQuery = (id: string) =>
  queryOptions({
    queryKey: ["connections", id, "places"],
    queryFn: () => api.listPlaces({ id }),
    staleTime: 0,
    retry: false,
  });

export const mappingQuery = (id: string) =>
  queryOptions({ queryKey: ["connections", id, "mapping"], queryFn: () => api.getMapping({ id }) });

/** Who may get in is asked anew whenever it is looked at. */
export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: (asked) => everyPage(asked, (cursor) => api.listSessions({ ...ALL, ...cursor })),
  staleTime: 0,
});

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: (asked) => everyPage(asked, (cursor) => api.listTokens({ ...ALL, ...cursor })),
  staleTime: 0,
});

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: (asked) => everyPage(asked, (cursor) => api.listInvitations({ ...ALL, ...cursor })),
  staleTime: 0,
});
