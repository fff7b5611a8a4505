import { maybe } from "@throughline/shared/tool-answer";
import { z } from "zod";
import type { Reach } from "../connector.ts";
import { ATTACHMENT_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { data, Gid } from "./task.ts";

const Attachment = Gid.extend({
  view_url: maybe(z.string()),
  permanent_url: maybe(z.string()),
  connected_to_app: maybe(z.boolean()),
});

/** Asana shows our widget on a task that has an attachment of our app with such an address. */
export async function showCard(reach: Reach, id: string, card: { name: string; url: string }): Promise<void> {
  const gate = gatewayFor(reach);
  const asked = { opt_fields: ATTACHMENT_FIELDS };
  const there = await gate.list(Attachment, ({ attachments }, page) =>
    attachments.getAttachmentsForObject(id, { ...page, ...asked }),
  );
  const ours = (one: z.infer<typeof Attachment>) =>
    one.connected_to_app === true && [one.view_url, one.permanent_url].includes(card.url);
  if (there.some(ours)) return;
  const attachment = { parent: id, resource_subtype: "external", ...card, connect_to_app: true };
  await gate.make(data(Gid), ({ attachments }) => attachments.createAttachmentForObject(attachment));
}
