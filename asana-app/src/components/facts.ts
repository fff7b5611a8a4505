import { isDay } from "@throughline/shared/calendar";
import { type Client, Refusal } from "@throughline/shared/client";
import type { Choice, Warning } from "@throughline/shared/panel";
import type { FormFacts } from "./form.ts";
import { servesGoal } from "./form.ts";
import { findInitiative } from "./initiatives.ts";
import type { Values } from "./requests.ts";
import { titlesIn } from "./titles.ts";

interface Asked {
  client: Client;
  url: string;
  formId: string;
  values: Values;
  /** The field that was just changed. */
  changed?: string | undefined;
  errors?: FormFacts["errors"];
}

/** Reads what the form is drawn from. Picking an initiative fills in its due date where none was typed. */
export async function readFacts({ client, url, formId, values, changed, errors = {} }: Asked): Promise<FormFacts> {
  const key = servesGoal(values) ? (values.initiative?.value ?? null) : null;
  const chosen = key === null ? null : await findInitiative(client, key);
  const filled = changed === "initiative" && !values.due && chosen?.due ? { ...values, due: chosen.due } : values;
  return {
    url,
    formId,
    values: filled,
    chosen,
    warnings: chosen === null ? [] : await warningsFor(client, chosen, filled),
    errors:
      key !== null && chosen === null
        ? { initiative: "It is closed or not yours to see: choose another.", ...errors }
        : errors,
  };
}

async function warningsFor(client: Client, chosen: Choice, values: Values): Promise<Warning[]> {
  if (chosen.initiativeId === null) return [];
  const me = values.mine.includes("me") ? (await client.getPanelAccount({})).person?.id : undefined;
  const count = Math.min(10, Math.max(1, titlesIn(values.titles).length));
  const asked = { initiativeId: chosen.initiativeId, count, ...(me !== undefined && { ownerId: me }) };
  const { warnings } = await client.checkPanel({
    ...asked,
    ...(values.due && isDay(values.due) && { due: values.due }),
  });
  return warnings;
}

/** The initiative of the task at hand, which a new form begins with; null when it has none or isn't known yet. */
export async function initiativeAtHand(client: Client, task: string): Promise<string | null> {
  try {
    return (await client.getPanelItem({ id: task })).initiative?.key ?? null;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}
