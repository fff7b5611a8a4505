import type { Client } from "@throughline/shared/client";
import type { Choice } from "@throughline/shared/panel";
import { z } from "zod";
import { linkIdOfRun } from "./ids.ts";
import { findInitiative, isPublic, listItem } from "./initiatives.ts";
import type { Run, Values } from "./requests.ts";
import type { Form } from "./shapes.ts";

/** The rule's only field: under which initiative its tasks come. */
export async function drawRule(client: Client, url: string, values: Values, error?: string): Promise<Form> {
  const key = values.initiative?.value;
  const chosen = key === undefined ? null : await findPublic(client, key);
  return {
    template: "form_metadata_v0",
    metadata: {
      title: "Link to an initiative",
      on_change_callback: `${url}/rule/change`,
      on_submit_callback: `${url}/rule/submit`,
      submit_button_text: "Save",
      fields: [
        { type: "static_text", id: "how", name: "Tasks that have no goal yet are linked to it." },
        {
          type: "typeahead",
          id: "initiative",
          name: "Initiative",
          is_required: true,
          is_watched: true,
          typeahead_url: `${url}/rule/initiatives`,
          placeholder: "Two letters of an initiative or a goal",
          width: "full",
          ...(chosen && { value: listItem(url, chosen) }),
          ...(error !== undefined && { error }),
        },
      ],
    },
  };
}

async function findPublic(client: Client, key: string): Promise<Choice | null> {
  const found = await findInitiative(client, key);
  return found && isPublic(found) ? found : null;
}

/** The rule's initiative is closed or hidden: Asana shows its author that the action can't run any more. */
export class Gone extends Error {}

export async function runRule(client: Client, run: z.infer<typeof Run>): Promise<{ action_result: "ok" }> {
  const key = keyIn(run);
  const found = key === null ? null : await findPublic(client, key);
  if (!found?.initiativeId)
    throw new Gone("The initiative of this rule is closed or private. Choose another in the rule.");
  const linkId = linkIdOfRun(`${run.idempotency_key} ${run.target_object}`);
  await client.linkPanelItem({ initiativeId: found.initiativeId, id: run.target_object, linkId });
  return { action_result: "ok" };
}

const SavedValue = z.object({ initiative: z.object({ value: z.string() }) });
const Saved = z.union([SavedValue, z.object({ values: SavedValue }).transform(({ values }) => values)]);

/** Asana's sources don't agree on where a run brings the saved form: as values, or as JSON text with or without them. */
function keyIn({ values, app_configuration_json: text }: z.infer<typeof Run>): string | null {
  if (values?.initiative) return values.initiative.value;
  try {
    const saved = Saved.safeParse(JSON.parse(text ?? ""));
    return saved.success ? saved.data.initiative.value : null;
  } catch {
    return null;
  }
}
