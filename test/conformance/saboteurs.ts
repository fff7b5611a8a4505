import { randomUUID } from "node:crypto";
import {
  type Changes,
  type PullConnector,
  type PushConnector,
  ToolError,
  Unreadable,
} from "../../goal-service/src/connectors/connector.ts";
import { storeDelivery } from "../../goal-service/src/deliveries/receive.ts";
import { asana } from "./asana.ts";
import { generic } from "./generic.ts";
import type { Harness } from "./harness.ts";
import { jira } from "./jira.ts";
import type { PromiseName } from "./promises.ts";
import type { World } from "./world.ts";

/** Something broken that a promise has to notice. */
export interface Saboteur {
  broken: string;
  harness: Harness;
  /** What the connector does instead. */
  pull?: (real: PullConnector) => Partial<PullConnector>;
  push?: (real: PushConnector) => Partial<PushConnector>;
  /** What the world does instead: the service's own part, which no connector can break. */
  world?: (real: World) => Partial<World>;
}

const unchecked: Saboteur = {
  broken: "a service that stores whatever comes, whoever signed it",
  harness: generic,
  world: ({ house, connectionId }) => ({
    house: {
      ...house,
      send: async ({ body }) => {
        const { ground, admin, worker } = house.service;
        await storeDelivery(ground, { workspaceId: admin.workspaceId, connectionId }, randomUUID(), body);
        worker.hint();
        return 202;
      },
    },
  }),
};

const forgetful: Saboteur = {
  broken: "a service that forgets which deliveries it had",
  harness: generic,
  world: ({ house }) => ({
    house: {
      ...house,
      send: async (delivery) => {
        const status = await house.send(delivery);
        await house.service.worker.drain();
        await house.service.ground.db.pool.query("UPDATE delivery SET delivery_id = gen_random_uuid()::text");
        return status;
      },
    },
  }),
};

let ticks = 0;
const lastWins: Saboteur = {
  broken: "a connector that takes what comes last for what happened last",
  harness: generic,
  push: ({ parse }) => ({
    parse: (body, receipt) => {
      const parsed = parse(body, receipt);
      const updatedAt = new Date(Date.UTC(2100, 0, 1) + ++ticks).toISOString();
      return { ...parsed, items: parsed.items.map((item) => ({ ...item, updatedAt })) };
    },
  }),
};

/** What goes wrong at the tool looks like a project with nothing in it. */
async function* emptyInstead(pages: AsyncIterable<Changes>): AsyncGenerator<Changes> {
  try {
    yield* pages;
  } catch {
    yield { items: [], missing: [], unread: [], cursor: new Date(Date.UTC(2100, 0, 1)).toISOString(), last: true };
  }
}

const missingIsGone: Saboteur = {
  broken: "a connector for which a tool that it can't see is a tool without items",
  harness: asana,
  pull: ({ changes, read }) => ({
    changes: (...asked) => emptyInstead(changes(...asked)),
    read: (reach, ids) => read(reach, ids).catch(() => ids.map(() => null)),
    seesContainer: () => Promise.resolve(true),
    subscriptions: () => Promise.resolve([]),
    subscribe: () => Promise.reject(new ToolError("refused", "not now")),
  }),
};

/** For every promise, what it has to notice: one that nothing can break promises nothing. */
export const saboteurs: Record<PromiseName, Saboteur[]> = {
  "what the tool tells is taken once, however often it comes": [forgetful],
  "a delivery without a signature is refused, and nothing is stored": [unchecked],
  "a delivery signed with another key is refused, and nothing is stored": [unchecked],
  "a signature over another body is refused, and nothing is stored": [unchecked],
  "what another connection signed is refused, and nothing is stored": [unchecked],
  "what was signed long ago is refused, and nothing is stored": [unchecked],
  "a handshake is taken while our own request is open, and once": [
    {
      broken: "a service that shakes every hand",
      harness: asana,
      world: () => ({ shakeHands: async () => Promise.resolve(200) }),
    },
  ],
  "whoever tries to become the tool is refused, and the tool is heard as before": [
    {
      broken: "a service that puts a stranger's secret in the place of the tool's",
      harness: asana,
      world: ({ house, takeOver }) => ({
        takeOver: async (id) => {
          const answers = await takeOver(id);
          await house.service.ground.db.pool.query("UPDATE subscription SET secret = NULL");
          return answers;
        },
      }),
    },
    {
      broken: "a service that takes what a stranger tells",
      harness: asana,
      world: ({ takeOver }) => ({ takeOver: async (id) => [...(await takeOver(id)), 200] }),
    },
  ],
  "news that come twice and in disorder end in the tool's truth": [lastWins],
  "a creation under an initiative carries its link from birth and is found by it": [
    {
      broken: "a connector that creates without the link",
      harness: asana,
      pull: ({ create }) => ({
        create: (reach, draft) => create(reach, { ...draft, mark: { ...draft.mark, link: randomUUID() } }),
      }),
    },
  ],
  "the same creation asked three times, twice at once, makes one item": [
    {
      broken: "a connector that repeats a creation by itself",
      harness: asana,
      pull: ({ create }) => ({
        create: async (reach, draft) => {
          await create(reach, { ...draft, mark: { ...draft.mark, link: randomUUID() } });
          return create(reach, draft);
        },
      }),
    },
  ],
  "a creation whose answer is lost is found, and not made a second time": [
    {
      broken: "a connector that finds nothing by its link",
      harness: asana,
      pull: () => ({ findByMark: () => Promise.resolve(null) }),
    },
  ],
  "an item that was deleted is gone when the tool says so": [
    {
      broken: "a connector that does not hear of deletions",
      harness: generic,
      push: ({ parse }) => ({
        parse: (body, receipt) => {
          const parsed = parse(body, receipt);
          return { ...parsed, items: parsed.items.filter(({ presence }) => presence !== "gone") };
        },
      }),
    },
  ],
  "an item that was deleted without a word is found missing": [
    {
      broken: "a connector that never says that a list is whole",
      harness: generic,
      push: ({ parse }) => ({ parse: (body, receipt) => ({ ...parse(body, receipt), sweep: null }) }),
    },
  ],
  "a tool that is silent takes nothing away, and is heard again when it speaks": [missingIsGone],
  "a tool that is silent for more than a day is said to be behind": [missingIsGone],
  "a project that is hidden from us takes nothing away": [missingIsGone],
  "a project that is hidden from us is said within the hour, until it is shown again": [
    {
      broken: "a connector that keeps to itself what is hidden",
      harness: jira,
      push: ({ parse }) => ({ parse: (body, receipt) => ({ ...parse(body, receipt), hidden: [] }) }),
    },
  ],
  "a tool that limits us is asked again no sooner than it said, and nothing is lost": [
    {
      broken: "a connector that does not pass on how long to wait",
      harness: asana,
      pull: ({ read }) => ({
        read: (reach, ids) =>
          read(reach, ids).catch((error: unknown) => {
            throw error instanceof ToolError ? new ToolError(error.kind, error.message, 0) : error;
          }),
      }),
    },
  ],
  "a listing that broke off misses nothing when it is made again": [
    {
      broken: "a connector for which a listing that breaks off is at its end",
      harness: asana,
      pull: ({ changes }) => ({ changes: (...asked) => emptyInstead(changes(...asked)) }),
    },
  ],
  "a listing that broke off goes on where it was": [
    {
      broken: "a connector that begins at the beginning each time",
      harness: asana,
      pull: ({ changes }) => ({ changes: (reach, container) => changes(reach, container, null) }),
    },
  ],
  "an item that nobody can read costs itself alone, keeps its last state, and comes when it can be read": [
    {
      broken: "a connector for which one bad item spoils its page",
      harness: generic,
      push: ({ parse }) => ({
        parse: (body, receipt) => {
          const parsed = parse(body, receipt);
          if (parsed.rejected.length > 0) throw new Unreadable("There is a bad item in it.");
          return parsed;
        },
      }),
    },
    {
      broken: "a connector for which an item that it can't read is not listed",
      harness: generic,
      push: ({ parse }) => ({ parse: (body, receipt) => ({ ...parse(body, receipt), unread: [] }) }),
    },
  ],
  "a connection that was ended takes nothing more and leaves nothing of ours in the tool": [
    {
      broken: "a service that ends nothing",
      harness: generic,
      world: ({ house }) => {
        const admin = Object.create(house.admin, {
          endConnection: { value: () => Promise.resolve() },
        }) as typeof house.admin;
        return { house: { ...house, admin } };
      },
    },
    {
      broken: "a connector that leaves its webhooks in the tool",
      harness: asana,
      pull: () => ({ unsubscribe: () => Promise.resolve() }),
    },
  ],
};
