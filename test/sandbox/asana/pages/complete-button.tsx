// The round that ticks a task off, wherever a task stands.
import { type Row } from "../wire.ts";
import { act } from "./api.ts";
import { Check } from "./icons.tsx";
import { useSite } from "./site-context.ts";

export function CompleteButton({ row }: { row: Row }) {
  const { attempt } = useSite();
  const toggle = (): void => {
    void attempt("Not changed", () => act("PUT", `/site/task/${row.gid}`, { completed: !row.completed }));
  };
  return (
    <button
      type="button"
      className="tick"
      data-shape={row.type === "milestone" ? "diamond" : row.type === "approval" ? "stamp" : "round"}
      aria-pressed={row.completed}
      aria-label={`Complete ${row.name}`}
      onClick={toggle}
    >
      <Check />
    </button>
  );
}
