import { type Client, Refusal } from "@throughline/shared/client";
import type { Initiative } from "@throughline/shared/initiatives";
import type { KeyResult } from "@throughline/shared/key-results";
import type { Card } from "./asana-page.ts";

/** A card in the words that a person reads, without the pictures and the time below. */
export interface Told {
  title: string;
  subtitle: string | undefined;
  facts: [name: string, text: string, colour?: string][];
}

/** What the dashboard's API says to one person about an initiative and its goal. */
export interface Seen {
  card: Told;
  mark: Initiative["mark"];
}

/** ui.md, section 6: the state in words, and as a pill; Asana has no amber. */
const HEALTH: Record<string, [words: string, colour: string]> = {
  green: ["On track", "green"],
  amber: ["At risk", "yellow"],
  red: ["Off track", "red"],
  outdated: ["No signal", "cool-gray"],
  unmeasured: ["No measure yet", "cool-gray"],
  warming: ["Warming up", "aqua"],
  draft: ["Draft", "cool-gray"],
  paused: ["Paused", "cool-gray"],
  achieved: ["Achieved", "indigo"],
  partial: ["Partly achieved", "indigo"],
  missed: ["Missed", "cool-gray"],
  dropped: ["Dropped", "cool-gray"],
};

export const SAFE: Told = {
  title: "Linked work",
  subtitle: "Open it in Throughline",
  facts: [["Goal health", "Sign in to Throughline to see it"]],
};
const NOT_LINKED: Told["facts"][number] = ["This task", "Not linked", "cool-gray"];
export const NO_GOAL: Told = {
  title: "No goal yet",
  subtitle: "Open it in Throughline to link it",
  facts: [NOT_LINKED, ["Next step", "Link it to an initiative or a class"]],
};

/** A task from which others were created, which is not linked itself. `under`: what this reader may know of them. */
export function createdOn(count: number, under: Seen | null): Told {
  const said = `${count} task${count === 1 ? "" : "s"} created`;
  const subtitle = "This task is not linked. Open it in Throughline to link it";
  if (under === null) return { title: `${said} from here`, subtitle, facts: [NOT_LINKED] };
  const { card } = under;
  const goal: Told["facts"][number] = ["Their goal", card.subtitle?.replace("Goal: ", "") ?? ""];
  const about = card.facts.filter(([name]) => ["Goal health", "Why", "Initiative"].includes(name));
  return { title: `${said} under ${card.title}`, subtitle, facts: [NOT_LINKED, goal, ...about] };
}
export const DEBT: Told = {
  title: "Not for a goal",
  subtitle: "Said openly",
  facts: [["Class", "Technical debt"]],
};

/** "106.9%", "3.34 h": as the dashboard writes numbers. */
function number(value: number, unit: string): string {
  const text = value.toLocaleString("en-GB", { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
  return unit === "%" ? `${text}%` : `${text} ${unit}`;
}

/** "31 Dec", with the year where it is not this one. */
function day(value: string, today: string): string {
  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const [year = "", month = "", date = ""] = value.split("-");
  return `${Number(date)} ${months[Number(month) - 1] ?? ""}${today.startsWith(year) ? "" : ` ${year}`}`;
}

/** "106.9% of 110%, plan 108.2%". */
function metric({ latest, target, unit }: KeyResult, plan: number | null): string {
  if (target === null || plan === null) throw new Error("the measure of these histories has a target and a plan");
  const now =
    latest === null
      ? `No reading yet, target ${number(target, unit)}`
      : `${number(latest.value, unit)} of ${number(target, unit)}`;
  return `${now}, plan ${number(plan, unit)}`;
}

/** The card that the dashboard's API describes, for this person; null where the initiative does not exist for them. */
export async function seenBy(client: Client, initiativeId: string): Promise<Seen | null> {
  const initiative = await client.getInitiative({ id: initiativeId }).catch((error: unknown) => {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  });
  if (initiative === null) return null;
  const id = initiative.goalId;
  const [goal, health, measures, items, me] = await Promise.all([
    client.getGoal({ id }),
    client.getGoalHealth({ id }),
    client.listKeyResults({ id }),
    client.listWorkItems({ initiativeId, limit: 200 }),
    client.getMe({}),
  ]);
  const [words = "", colour = ""] = HEALTH[health.state] ?? [];
  const own = items.items.filter(({ presence }) => presence === "live").map(({ status }) => status.category);
  const count = (...of: string[]) => own.filter((category) => of.includes(category)).length;
  const [total, done, doing] = [count("todo", "doing", "done"), count("done"), count("doing")];
  const { counts } = initiative;
  if (counts.done !== done || counts.doing !== doing || counts.todo !== total - done - doing)
    throw new Error(`the initiative counts ${JSON.stringify(counts)}, its items are ${own.join(", ")}`);
  const measure = measures.items.find((one) => one.id === initiative.keyResultId) ?? measures.items[0];
  const facts: Told["facts"] = [["Goal health", words, colour]];
  if (measure) facts.push(["Metric", metric(measure, health.names.keyResults[measure.id]?.expected ?? null)]);
  if (health.because !== null) facts.push(["Why", health.because]);
  facts.push(["Initiative", total === 0 ? "No work yet" : `${done} of ${total} done, ${doing} active`]);
  facts.push(["Due", day(goal.due, me.workspace.today)]);
  return { card: { title: initiative.title, subtitle: `Goal: ${goal.title}`, facts }, mark: initiative.mark };
}

const MOST = 40;

/** What a card says, where the dashboard says `wanted`: a text longer than Asana shows may end early, and says so. */
export function told({ title, subtitle, fields }: Card, wanted: Told): Told {
  const whole = new Map(wanted.facts.map(([name, text]) => [name, text]));
  const facts = fields.map(({ name, text, color }): Told["facts"][number] => {
    const full = whole.get(name) ?? "";
    const cut = full.length > MOST && text.length <= MOST && text.endsWith("…") && full.startsWith(text.slice(0, -1));
    return color === undefined ? [name, cut ? full : text] : [name, text, color];
  });
  return { title, subtitle, facts };
}

/** The picture beside the initiative's work, of which the card has one. */
export const pictureOf = ({ fields }: Card): string | undefined =>
  fields.flatMap((field) => (typeof field["icon_url"] === "string" ? [field["icon_url"]] : []))[0];
