import { isDay } from "@throughline/shared/calendar";
import type { Client } from "@throughline/shared/client";
import type { Choice, PanelItem, Warning } from "@throughline/shared/panel";
import { unlessHidden } from "../service.ts";
import type { FormFacts } from "./form.ts";
import { findChoice } from "./initiatives.ts";
import type { Values } from "./requests.ts";
import { titlesIn } from "./titles.ts";

interface Asked {
  client: Client;
  url: string;
  formId: string;
  task: string;
  values: Values;
  /** The field that was just changed. */
  changed?: string | undefined;
  errors?: FormFacts["errors"];
}

/** Reads what the form is drawn from. Picking an initiative fills in its due date where none was typed. */
export async function readFacts(asked: Asked): Promise<FormFacts> {
  const { client, url, formId, task, values, changed, errors = {} } = asked;
  const key = values.initiative?.value ?? null;
  const [chosen, item] = await Promise.all([key === null ? null : findChoice(client, key), itemAtHand(client, task)]);
  const filled = changed === "initiative" && !values.due && chosen?.due ? { ...values, due: chosen.due } : values;
  const [line, warnings] = chosen === null ? [null, []] : await aboutChoice(client, chosen, filled);
  return {
    ...{ url, formId, chosen, line, warnings },
    values: filled,
    tied: item !== null && (item.item.link !== null || item.item.class !== null),
    errors:
      key !== null && chosen === null
        ? { initiative: "It is closed or not yours to see: choose another.", ...errors }
        : errors,
  };
}

/** The task at hand as the service knows it; null when it isn't known yet. */
export const itemAtHand = (client: Client, task: string): Promise<PanelItem | null> =>
  unlessHidden(client.getPanelItem({ id: task }));

async function aboutChoice(
  client: Client,
  chosen: Choice,
  values: Values,
): Promise<[line: FormFacts["line"], warnings: Warning[]]> {
  const line = chosen.key === null ? null : unlessHidden(client.getPanelInitiative({ id: chosen.key }));
  return Promise.all([line, warningsFor(client, chosen, values)]);
}

async function warningsFor(client: Client, chosen: Choice, { titles, owner, due }: Values): Promise<Warning[]> {
  const { warnings } = await client.checkPanel({
    ...(chosen.class === null ? { initiativeId: chosen.initiativeId ?? "" } : { class: chosen.class }),
    count: Math.min(10, Math.max(1, titlesIn(titles).length)),
    ...(owner && { ownerId: owner.value }),
    ...(due && isDay(due) && { due }),
  });
  return warnings;
}
