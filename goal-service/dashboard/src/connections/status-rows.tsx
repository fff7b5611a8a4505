import type { ReplyOf } from "@throughline/shared/endpoint";
import type { Endpoints } from "@throughline/shared/endpoints";
import { Category } from "@throughline/shared/vocabulary";
import { Select } from "../components/field.tsx";
import { StatusIcon } from "../components/status-icon.tsx";
import { count } from "../format.ts";

type Statuses = ReplyOf<Endpoints["getMapping"]>["statuses"];
type Status = Statuses[number];

const MEANINGS = [
  { value: "todo", label: "To do" },
  { value: "doing", label: "In progress" },
  { value: "blocked", label: "In progress, blocked" },
  { value: "done", label: "Done" },
  { value: "cancelled", label: "Cancelled" },
];

const meaningOf = ({ category, blocked }: Status): string => (blocked ? "blocked" : category);

interface RowProps {
  status: Status;
  meanings: typeof MEANINGS;
  onChange: (status: Status) => void;
}

function Row({ status, meanings, onChange }: RowProps) {
  return (
    <li className="grid grid-cols-[14px_minmax(0,1fr)_180px] items-center gap-3 border-t border-line px-3 py-1.5 first:border-0 max-sm:grid-cols-[14px_minmax(0,1fr)]">
      <StatusIcon category={status.category} blocked={status.blocked} />
      <span className="min-w-0">
        <span className="block truncate">{status.name}</span>
        <span className="block text-xs text-fg3">
          {count(status.items, "item")}
          {status.guessed && ", our guess"}
        </span>
      </span>
      <div className="max-sm:col-span-2">
        <Select
          aria-label={`What ${status.name} means`}
          options={meanings}
          value={meaningOf(status)}
          onChange={({ target: { value } }) => {
            const category = value === "blocked" ? "doing" : Category.parse(value);
            onChange({ ...status, category, blocked: value === "blocked", guessed: false });
          }}
        />
      </div>
    </li>
  );
}

/** Jira says itself what its statuses mean; what is asked there is whether work that ended so was done. */
const ENDS = MEANINGS.filter(({ value }) => value === "done" || value === "cancelled");

interface StatusRowsProps {
  /** Resolutions are ends: done or not. */
  ends?: boolean;
  statuses: Statuses;
  /** What a project is called; its id where nobody knows. */
  nameOf: (container: string) => string;
  onChange: (statuses: Statuses) => void;
}

/** Every status seen, by project: the same word may mean another thing on another board. */
export function StatusRows({ statuses, ends = false, nameOf, onChange }: StatusRowsProps) {
  if (statuses.length === 0) {
    return (
      <p className="text-fg2">
        {ends
          ? "No work has been finished yet. Resolutions appear with the first finished items of a project."
          : "No status has been seen yet. They appear with the first items of a project."}
      </p>
    );
  }
  const containers = [...new Set(statuses.map(({ container }) => container))];
  return containers.map((container) => (
    <section key={container}>
      <h3 className="mb-1 text-xs font-medium text-fg2">{nameOf(container)}</h3>
      <ul
        aria-label={`${ends ? "Resolutions" : "Statuses"} of ${nameOf(container)}`}
        className="rounded-lg border border-line"
      >
        {statuses.map((status, index) =>
          status.container === container ? (
            <Row
              key={status.name}
              status={status}
              meanings={ends ? ENDS : MEANINGS}
              onChange={(changed) => {
                onChange(statuses.with(index, changed));
              }}
            />
          ) : null,
        )}
      </ul>
    </section>
  ));
}
