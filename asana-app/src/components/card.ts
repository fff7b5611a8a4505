import type { PanelItem } from "@throughline/shared/panel";
import { WorkClass } from "@throughline/shared/vocabulary";
import { type Created, createdWords } from "./attached.ts";
import { cut, LINE, WIDGET_TEXT } from "./limits.ts";
import type { Card, CardField } from "./shapes.ts";
import { className, dayWords, metricWords, PILL, stateWord, workWords } from "./words.ts";

export interface CardFacts {
  /** Our own address, for pictures. */
  url: string;
  now: Date;
}

/** The card of a task: goal health, the metric against its plan, why, the initiative's work, when it is due. */
export function drawCard(
  line: Pick<PanelItem, "initiative" | "keyResult" | "goal">,
  { url, now }: CardFacts,
): Card | null {
  const { initiative, keyResult, goal } = line;
  if (!initiative || !goal) return null;
  const today = now.toISOString().slice(0, 10);
  const fields: CardField[] = [
    healthPill(goal),
    ...(keyResult ? [text("Metric", metricWords(keyResult))] : []),
    ...(goal.because !== null ? [text("Why", goal.because)] : []),
    workOf(initiative, url),
    text("Due", dayWords(goal.due, today)),
  ];
  return cardOf(initiative.title, `Goal: ${goal.title}`, fields, now);
}

type Goal = NonNullable<PanelItem["goal"]>;
type Initiative = NonNullable<PanelItem["initiative"]>;

const healthPill = ({ state }: Goal): CardField => ({
  type: "pill",
  name: "Goal health",
  text: stateWord(state),
  color: PILL[state],
});

const workOf = (initiative: Initiative, url: string): CardField => ({
  ...text("Initiative", workWords(initiative)),
  icon_url: `${url}/icons/${initiative.mark}.png`,
});

const text = (name: string, words: string): Extract<CardField, { type: "text_with_icon" }> => ({
  type: "text_with_icon",
  name,
  text: cut(words, WIDGET_TEXT),
});

function cardOf(title: string, subtitle: string, fields: CardField[], now: Date): Card {
  return {
    template: "summary_with_details_v0",
    metadata: {
      title: cut(title, LINE),
      subtitle: cut(subtitle, LINE),
      fields,
      footer: { footer_type: "updated", last_updated_at: now.toISOString() },
    },
  };
}

/** For whoever may open the task but not know the goal: that it is linked, and nothing named (product.md, rule 10). */
export const safeCard = (now: Date): Card =>
  cardOf("Linked work", "Open it in Throughline", [text("Goal health", "Sign in to Throughline to see it")], now);

export const classCard = (id: Parameters<typeof className>[0], until: string | null, now: Date): Card =>
  cardOf(
    "Not for a goal",
    "Said openly",
    [
      text("Class", className(id)),
      ...(until === null ? [] : [text("Ends on", dayWords(until, now.toISOString().slice(0, 10)))]),
    ],
    now,
  );

const NOT_LINKED: CardField = { type: "pill", name: "This task", text: "Not linked", color: "cool-gray" };

export const unlinkedCard = (now: Date): Card =>
  cardOf(
    "No goal yet",
    "Open it in Throughline to link it",
    [NOT_LINKED, text("Next step", "Link it to an initiative or a class")],
    now,
  );

/** Other tasks were created from this one, which is not linked itself. `line`: null where the reader may not know it. */
export function createdCard(
  created: Created,
  line: Pick<PanelItem, "initiative" | "goal"> | null,
  { url, now }: CardFacts,
): Card {
  const { initiative, goal } = line ?? { initiative: null, goal: null };
  const under =
    initiative && goal
      ? ` under ${initiative.title}`
      : WorkClass.safeParse(created.under).success
        ? ", not for a goal"
        : " from here";
  const about: CardField[] =
    initiative && goal
      ? [
          text("Their goal", goal.title),
          healthPill(goal),
          ...(goal.because !== null ? [text("Why", goal.because)] : []),
          workOf(initiative, url),
        ]
      : [];
  const subtitle = "This task is not linked. Open it in Throughline to link it";
  return cardOf(createdWords(created) + under, subtitle, [NOT_LINKED, ...about], now);
}

export const silentCard = (now: Date): Card =>
  cardOf("Goal health", "Throughline does not answer", [text("Try again", "Open the task again in a minute")], now);

/** The same card, seen later: it says from when it is. */
export function asOf(card: Card, at: Date): Card {
  const footer = { footer_type: "custom_text" as const, text: `as of ${at.toISOString().slice(11, 16)} UTC` };
  return { ...card, metadata: { ...card.metadata, footer } };
}
