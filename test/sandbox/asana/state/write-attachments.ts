// Attachments of tasks. One that an app connects is where its widget appears.
import { attachmentHappens, type Stroke } from "./happen.ts";
import { type Attachment, type Task } from "./model.ts";
import { type Site } from "./site.ts";
import { touch } from "./write-tasks.ts";

export type NewAttachment = Pick<Attachment, "subtype" | "name" | "url" | "size" | "app">;

export function attach(site: Site, task: Task, given: NewAttachment, by: string, stroke: Stroke): Attachment {
  const attachment: Attachment = { gid: site.nextGid(), parent: task.gid, ...given, at: stroke.at, by };
  site.data.attachments.push(attachment);
  touch(site, task, stroke);
  attachmentHappens(site, task, stroke, attachment);
  return attachment;
}
