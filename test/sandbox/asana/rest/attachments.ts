// Attachments: files and links on a task. An external one with `connect_to_app` is where the app's widget appears.
import { z } from "zod";
import { type Attachment, type Task } from "../state/model.ts";
import { attach } from "../state/write-attachments.ts";
import { type Call, ok, type Operation, readData, stroke } from "./operation.ts";
import { type Full, readShown, show, showCompact } from "./opt-fields.ts";
import { paged } from "./paging.ts";
import { badRequest, forbidden, unknownObject } from "./refusal.ts";
import { editableTask, seenTask } from "./seen.ts";
import { moment, taskCompact } from "./shapes.ts";

const Form = z.strictObject({
  parent: z.string("parent: Missing input"),
  resource_subtype: z.enum(["asana", "external"]).default("asana"),
  url: z.url({ protocol: /^https?$/ }).optional(),
  name: z.string().optional(),
  connect_to_app: z.enum(["true", "false"]).optional(),
  file: z.instanceof(File).optional(),
});

export const attachmentShape = (attachment: Attachment, task: Task | undefined): Full => ({
  gid: attachment.gid,
  resource_type: "attachment",
  resource_subtype: attachment.subtype,
  name: attachment.name,
  created_at: moment(attachment.at),
  connected_to_app: attachment.app !== null,
  host: attachment.subtype,
  size: attachment.size,
  download_url: null,
  permanent_url: null,
  view_url: attachment.url,
  parent: task ? taskCompact(task) : null,
});

function widgetApp(call: Call, task: Task): string {
  const { client } = call.caller;
  if (client === null) throw forbidden("connect_to_app: Only an OAuth app can connect an attachment to itself.");
  const added = task.memberships.some(({ project }) => call.site.project(project)?.apps.includes(client));
  if (!added) throw forbidden("connect_to_app: The app is not installed on a project of this task.");
  return client;
}

type Given = z.infer<typeof Form>;

function checkKind(given: Given): void {
  const external = given.resource_subtype === "external";
  if (external && (given.url === undefined || given.name === undefined || given.name === ""))
    throw badRequest("url, name: Missing input: an external attachment needs both");
  if (!external && given.file === undefined) throw badRequest("file: Missing input");
  if (!external && given.connect_to_app === "true")
    throw badRequest("connect_to_app: Only external attachments can be connected to an app.");
}

function upload(call: Call) {
  if (!call.form) throw badRequest("Request must be of type multipart/form-data");
  const given = readData(Form, Object.fromEntries(call.form.entries()));
  const task = editableTask(call, given.parent, "parent");
  checkKind(given);
  const { file, name = file?.name ?? "file", url = null, resource_subtype: subtype } = given;
  const app = given.connect_to_app === "true" ? widgetApp(call, task) : null;
  const values = { subtype, name, url, size: file?.size ?? null, app };
  const made = attach(call.site, task, values, call.caller.user, stroke(call));
  return ok(show(attachmentShape(made, task), readShown("attachment", call.caller, call.query["opt_fields"])));
}

function found(call: Call): Attachment {
  const gid = call.params["attachment"] ?? "";
  const attachment = call.site.data.attachments.find((entry) => entry.gid === gid);
  if (!attachment) throw unknownObject("attachment", gid);
  seenTask(call, attachment.parent, "attachment");
  return attachment;
}

export const attachmentOperations: Operation[] = [
  { method: "POST", path: "/attachments", scope: "attachments:write", run: upload },
  {
    method: "GET",
    path: "/attachments",
    scope: "attachments:read",
    query: ["parent", "limit", "offset"],
    run: (call) => {
      const { parent } = call.query;
      if (parent === undefined) throw badRequest("parent: Missing input");
      const task = seenTask(call, parent, "parent");
      const shown = readShown("attachment", call.caller, call.query["opt_fields"]);
      const list = call.site.data.attachments.filter((entry) => entry.parent === task.gid);
      return paged(call, list, (entry) =>
        showCompact(attachmentShape(entry, task), shown, ["name", "resource_subtype"]),
      );
    },
  },
  {
    method: "GET",
    path: "/attachments/:attachment",
    scope: "attachments:read",
    run: (call) => {
      const attachment = found(call);
      const shown = readShown("attachment", call.caller, call.query["opt_fields"]);
      return ok(show(attachmentShape(attachment, call.site.task(attachment.parent)), shown));
    },
  },
  {
    method: "DELETE",
    path: "/attachments/:attachment",
    scope: "attachments:delete",
    run: (call) => {
      const attachment = found(call);
      editableTask(call, attachment.parent, "attachment");
      call.site.data.attachments.splice(call.site.data.attachments.indexOf(attachment), 1);
      return ok({});
    },
  },
];
