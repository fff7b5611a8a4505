import { maybe } from "@throughline/shared/tool-answer";
import { z } from "zod";
import type { Reach } from "../connector.ts";
import { STORY_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { data, Gid } from "./task.ts";

const Story = Gid.extend({ text: maybe(z.string()) });

/** A comment in Asana carries nothing but its text: the reference stands in it, and is looked for before writing again. */
export async function comment(
  reach: Reach,
  id: string,
  { text, reference }: { text: string; reference: string },
): Promise<void> {
  const gate = gatewayFor(reach);
  const asked = { opt_fields: STORY_FIELDS };
  const there = await gate.list(Story, ({ stories }, page) => stories.getStoriesForTask(id, { ...page, ...asked }));
  if (there.some((story) => story.text?.includes(reference))) return;
  const said = { data: { text: `${text}\n\nReference: ${reference}` } };
  await gate.make(data(Gid), ({ stories }) => stories.createStoryForTask(said, id));
}
