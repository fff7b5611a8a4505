import type { Load, NamedItem } from "@throughline/shared/goal-report";
import type { Evidence } from "@throughline/shared/health/report";
import { shortDay } from "@throughline/shared/health/quantity";
import { evidenceSentence } from "@throughline/shared/health/sentences";
import type { Names } from "@throughline/shared/health/names";
import type { DecisionDue, DecisionReason, PortfolioRow } from "@throughline/shared/portfolio";
import { isRunning } from "@throughline/shared/vocabulary";
import type { z } from "zod";

type Due = z.output<typeof DecisionDue>;
type Chain = Pick<Due, "chain" | "owner" | "action">;

export interface Cause {
  row: PortfolioRow;
  reason: DecisionReason;
  evidence: readonly Evidence[];
  names: Names;
  items: Record<string, NamedItem>;
  loads: ReadonlyMap<string, Load>;
  ownerName: string | null;
  /** A goal below this one, as far as it is shown. */
  child: (id: string) => { key: string; title: string } | undefined;
}

const TOOL: Record<string, string> = { jira: "Jira", asana: "Asana" };

/** What can be changed: goal › initiative › item and its last movement › the person in the way with what they carry. */
export function decisionDue(cause: Cause): Chain {
  const { row, evidence, names } = cause;
  const why = whyOf(cause);
  const part = evidence.find(({ kind }) => kind === "stalled" || kind === "blocked" || kind === "overdue");
  const itemId = part?.items?.[0];
  const item = itemId === undefined ? undefined : cause.items[itemId];
  const because = why ?? (evidence[0] && evidence[0] !== part ? evidenceSentence(evidence[0], names) : null);
  const initiative = row.initiatives.find(({ id }) => id === item?.initiativeId)?.title;
  const fact = part && itemId !== undefined ? evidenceSentence({ ...part, items: [itemId] }, names) : undefined;
  const owner = ownerOf(cause, item);
  const last = item ? inTheWay(item, owner, cause.loads) : why === null ? nothingBehind(row) : null;
  return {
    chain: [because, initiative, fact, last].filter((link) => typeof link === "string"),
    owner,
    action: actionFor(cause, item),
  };
}

/** Said in words where the goal's own evidence doesn't say it. */
function whyOf({ reason, row, names }: Cause): string | null {
  switch (reason) {
    case "off_track":
    case "at_risk":
    case "no_signal":
      return null;
    case "past_due":
      return `Was due ${shortDay(row.due, names.today)}, and is still active`;
    case "paused":
      return `Paused, ${row.doing} still in progress`;
    case "starving":
      return `Priority ${row.priority}, nothing in progress`;
    case "lowered":
      return `Lowered to priority ${row.priority}, ${row.doing} still in progress`;
    case "false_positive":
      return "Most of the work is done, the metric has not moved";
  }
}

function ownerOf({ row, loads, ownerName }: Cause, item: NamedItem | undefined): Due["owner"] {
  const personId = item ? item.ownerId : row.ownerId;
  const name = item ? item.owner : ownerName;
  if (name === null) return null;
  const load = personId === null ? undefined : loads.get(personId);
  return { personId, name, over: load !== undefined && load.doing > load.limit };
}

/** What is restricted for this reader has no address: its owner is not unknown, only not named. */
const isHidden = (item: NamedItem) => item.url === null;

/** Where no item is in the way, the work that is missing may be what can be changed. */
function nothingBehind(row: PortfolioRow): string | null {
  if (row.doing > 0 || !isRunning(row)) return null;
  return row.initiatives.length === 0 ? "No initiative behind it" : "Nothing in progress behind it";
}

/** The last link of the chain; numbers only where this reader may see them and they explain the stall. */
function inTheWay(item: NamedItem, owner: Due["owner"], loads: ReadonlyMap<string, Load>): string | null {
  if (isHidden(item)) return null;
  if (!owner) return "No owner";
  const load = owner.personId === null ? undefined : loads.get(owner.personId);
  return owner.over && load ? `${owner.name} has ${load.doing} in progress, limit ${load.limit}` : owner.name;
}

/** The one thing to do: what the reason or the strongest evidence asks for; `do` opens its dialog on the goal's page. */
function actionFor(cause: Cause, item: NamedItem | undefined): Due["action"] {
  return ofReason(cause) ?? ofEvidence(cause, item) ?? here(cause.row, "Decide", "decision");
}

const here = ({ key }: PortfolioRow, label: string, act: string): Due["action"] => ({
  label,
  url: `/goals/${key}?do=${act}`,
});

const grow = (row: PortfolioRow): Due["action"] =>
  row.initiatives.some(({ state }) => state === "active")
    ? here(row, "Add work", "work")
    : here(row, "Add an initiative", "initiative");

/** Null where the evidence says more than the reason does. */
function ofReason({ row, reason }: Cause): Due["action"] | null {
  if (row.state === "unmeasured") return here(row, "Add a key result", "key-result");
  if (row.state === "outdated") return here(row, "Add a reading", "reading");
  if (reason === "past_due") return here(row, "Close it with its result", "close");
  if (reason === "paused" || reason === "lowered") return here(row, "Stop or move the work", "stop-or-move");
  return reason === "starving" ? grow(row) : null;
}

function ofEvidence(cause: Cause, item: NamedItem | undefined): Due["action"] | null {
  const { row, evidence } = cause;
  const [strongest] = evidence;
  if (strongest?.kind === "reading") return here(row, "Add a reading", "reading");
  if (typeof item?.url === "string") {
    return { label: `Open ${item.key}${TOOL[item.tool] ? ` in ${TOOL[item.tool]}` : ""}`, url: item.url };
  }
  const child = strongest?.kind === "child" ? cause.child(strongest.child ?? "") : undefined;
  if (child) return { label: `See to ${child.title}`, url: `/goals/${child.key}` };
  return strongest?.kind === "pace" || strongest?.kind === "trend" ? grow(row) : null;
}
