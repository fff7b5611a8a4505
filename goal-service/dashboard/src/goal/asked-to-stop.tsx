import type { api } from "../api.ts";

type Decision = Awaited<ReturnType<typeof api.listDecisions>>["items"][number];

/** The latest word on each item: those that were to stop, serve this goal no more and go on in their tool all the same. */
export function stillGoing(decisions: readonly Decision[], goalId: string): Decision[] {
  const latest = new Map<string, Decision>();
  for (const decision of decisions) {
    if (decision.workItemId !== null && !latest.has(decision.workItemId)) latest.set(decision.workItemId, decision);
  }
  return [...latest.values()].filter(
    ({ kind, item }) =>
      kind === "stop" && item !== null && item.goalId !== goalId && ["todo", "doing"].includes(item.category),
  );
}

/** `decisions`: newest first. */
export function AskedToStop({ decisions, goalId }: { decisions: readonly Decision[]; goalId: string }) {
  const going = stillGoing(decisions, goalId);
  if (going.length === 0) return null;
  return (
    <div className="mt-3 border-t border-line pt-3">
      <h3 className="text-xs font-medium text-fg2">Asked to stop, still open in its tool</h3>
      <ul className="mt-1.5 flex flex-col gap-1">
        {going.map(({ id, item }) => (
          <li key={id}>
            {item?.url == null ? (
              (item?.key ?? item?.title)
            ) : (
              <a href={item.url} target="_blank" rel="noreferrer" className="underlined">
                {item.key ?? item.title}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
