import { type PullConnector, ToolError, Unreadable } from "../../goal-service/src/connectors/connector.ts";
import type { FakeItem, FakeTool } from "./fake-tool.ts";

/** The fake's connector. */
export function connectorTo(tool: FakeTool): PullConnector {
  const known = (id: string): FakeItem => {
    const item = tool.items.get(id);
    if (!item) throw new ToolError("missing", "There is no such item.");
    return item;
  };
  return {
    mode: "pull",
    writesMarks: true,
    readsAtOnce: 10,
    touches: touchesIn,
    read: async (_reach, ids) => {
      tool.note("read");
      await tool.during("before");
      const shown = ids.map((id) => tool.show(id));
      await tool.during("after");
      return shown;
    },
    changes: async function* (_reach, container, cursor) {
      let after: [number, string] | null = null;
      for (let last = false; !last;) {
        tool.note("changes");
        await tool.during("before");
        const page = tool.page(container, cursor, after);
        await tool.during("after");
        ({ after, last } = page);
        yield page;
      }
    },
    containers: () => {
      tool.note("containers");
      const inUse = [...tool.containers].filter(([id]) => !tool.archived.has(id));
      return Promise.resolve(inUse.map(([id, container]) => ({ id, ...container })));
    },
    seesContainer: (_reach, container) => {
      tool.note("seesContainer");
      return Promise.resolve(tool.containers.has(container));
    },
    people: () => Promise.resolve([]),
    create: () => Promise.reject(new Error("nobody creates here")),
    findByMark: () => Promise.resolve(null),
    writeMark: async (_reach, id, mark) => {
      tool.note("writeMark");
      known(id);
      tool.put(id, { mark });
      await Promise.resolve();
    },
    showCard: async (_reach, id, { url }) => {
      tool.note("showCard");
      const { cards } = known(id);
      if (!cards.includes(url)) tool.put(id, { cards: [...cards, url] });
      await Promise.resolve();
    },
    comment: async (_reach, id, { text, reference }) => {
      tool.note("comment");
      const { comments } = known(id);
      if (!tool.heard.has(reference)) tool.put(id, { comments: [...comments, text] });
      tool.heard.add(reference);
      tool.note("commented");
      await Promise.resolve();
    },
    subscribe: async (_reach, container, target) => {
      tool.note("subscribe");
      return tool.subscribe(container, target);
    },
    subscriptions: () => {
      tool.note("subscriptions");
      const all = [...tool.webhooks].map(([remoteId, { target, problem }]) => ({ remoteId, target, problem }));
      return Promise.resolve(all);
    },
    unsubscribe: (_reach, remoteId) => {
      tool.note("unsubscribe");
      tool.webhooks.delete(remoteId);
      return Promise.resolve();
    },
    writeBack: {
      containerHealth: (_reach, container, words) => {
        tool.note("containerHealth");
        tool.told.push({ field: container, words });
        return Promise.resolve(tool.hasHealthField);
      },
      statusUpdate: (_reach, parent, { status }) => {
        tool.note("statusUpdate");
        tool.told.push({ update: parent, status });
        return Promise.resolve();
      },
      goalsNaming: (_reach, address) => {
        const named = address.endsWith(tool.nativeGoal ?? "none");
        return Promise.resolve(named ? [{ id: "native", hasMetric: true }] : []);
      },
      goalMetric: (_reach, goal, value) => {
        tool.told.push({ goal, value });
        return Promise.resolve();
      },
      goalStatus: (_reach, goal, status) => {
        tool.told.push({ goal, status });
        return Promise.resolve();
      },
    },
  };
}

function touchesIn(body: string): string[] {
  try {
    return (JSON.parse(body) as { events: { id: string }[] }).events.map(({ id }) => id);
  } catch {
    throw new Unreadable("The body is not valid JSON.");
  }
}
