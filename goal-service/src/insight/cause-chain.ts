import type { Load, NamedItem } from "@throughline/shared/goal-report";
import type { Evidence } from "@throughline/shared/health/report";
import { evidenceSentence } from "@throughline/shared/health/sentences";
import type { Names } from "@throughline/shared/health/names";
import type { DecisionDue, PortfolioRow } from "@throughline/shared/portfolio";
import { isRunning } from "@throughline/shared/vocabulary";
import type { z } from "zod";

type Due = z.output<typeof DecisionDue>;

export interface Cause {
  row: PortfolioRow;
  /** Said where the goal's evidence doesn't: paused with work, starving. */
  why: string | null;
  evidence: readonly Evidence[];
  names: Names;
  items: Record<string, NamedItem>;
  loads: ReadonlyMap<string, Load>;
  ownerName: string | null;
}

const TOOL: Record<string, string> = { jira: "Jira", asana: "Asana" };

/** What can be changed: goal › initiative › item and its last movement › the person in the way with what they carry. */
export function decisionDue(cause: Cause): Due {
  const { row, evidence, names } = cause;
  const part = evidence.find(({ kind }) => kind === "stalled" || kind === "blocked" || kind === "overdue");
  const itemId = part?.items?.[0];
  const item = itemId === undefined ? undefined : cause.items[itemId];
  const because = cause.why ?? (evidence[0] && evidence[0] !== part ? evidenceSentence(evidence[0], names) : null);
  const initiative = row.initiatives.find(({ id }) => id === item?.initiativeId)?.title;
  const fact = part && itemId !== undefined ? evidenceSentence({ ...part, items: [itemId] }, names) : undefined;
  const owner = ownerOf(cause, item);
  return {
    goalId: row.id,
    goalKey: row.key,
    title: row.title,
    state: row.state,
    since: row.since,
    chain: [because, initiative, fact, item ? inTheWay(item, owner, cause.loads) : nothingBehind(cause)].filter(
      (link) => typeof link === "string",
    ),
    owner,
    action: actionFor(row, item),
  };
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
function nothingBehind({ row, why }: Cause): string | null {
  if (why !== null || row.doing > 0 || !isRunning(row)) return null;
  return row.initiatives.length === 0 ? "No initiative behind it" : "Nothing in progress behind it";
}

/** The last link of the chain; numbers only where this reader may see them and they explain the stall. */
function inTheWay(item: NamedItem, owner: Due["owner"], loads: ReadonlyMap<string, Load>): string | null {
  if (isHidden(item)) return null;
  if (!owner) return "No owner";
  const load = owner.personId === null ? undefined : loads.get(owner.personId);
  return owner.over && load ? `${owner.name} has ${load.doing} in progress, limit ${load.limit}` : owner.name;
}

function actionFor(row: PortfolioRow, item: NamedItem | undefined): Due["action"] {
  if (typeof item?.url === "string") {
    return { label: `Open ${item.key}${TOOL[item.tool] ? ` in ${TOOL[item.tool]}` : ""}`, url: item.url };
  }
  const url = `/goals/${row.key}`;
  if (row.state === "outdated") return { label: "Add a reading", url };
  return { label: "Decide", url };
}
