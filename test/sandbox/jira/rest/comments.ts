// Comments of an item, with the properties that an app may give them.
import { z } from "zod";
import { findUser } from "../state/people.ts";
import { type Issue } from "../state/model.ts";
import { addComment } from "../state/write.ts";
import { type Call, created, ok, type Operation, readBody, stroke } from "./operation.ts";
import { editableIssue, Entry, visibleIssue } from "./properties.ts";
import { moment, userJson } from "./shapes.ts";

type Comment = Issue["comments"][number];

const NewComment = z.strictObject({
  body: z.object({ type: z.literal("doc"), version: z.literal(1), content: z.array(z.unknown()) }),
  visibility: z.unknown().optional(),
  properties: z.array(Entry).optional(),
});

function commentJson(call: Call, issue: Issue, comment: Comment, expand: string[]): Record<string, unknown> {
  const author = findUser(comment.author);
  return {
    self: `${call.base}/rest/api/3/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    ...(author ? { author: userJson(author, call.base) } : {}),
    body: comment.body,
    created: moment(comment.at),
    updated: moment(comment.at),
    jsdPublic: true,
    ...(expand.includes("properties") ? { properties: comment.properties } : {}),
  };
}

function list(call: Call): Record<string, unknown> {
  const issue = visibleIssue(call);
  const { orderBy = "created", expand = "", startAt = "0", maxResults = "5000" } = call.query;
  const all = orderBy.startsWith("-") ? [...issue.comments].reverse() : issue.comments;
  const from = Number(startAt);
  const page = all.slice(from, from + Number(maxResults));
  return {
    startAt: from,
    maxResults: Number(maxResults),
    total: all.length,
    comments: page.map((comment) => commentJson(call, issue, comment, expand.split(","))),
  };
}

function add(call: Call): Record<string, unknown> {
  const issue = editableIssue(call);
  const { body, properties = [] } = readBody(NewComment, call.body);
  const made = addComment(call.site, issue, body, properties, stroke(call));
  return commentJson(call, issue, made, []);
}

export const commentOperations: Operation[] = [
  { method: "GET", path: "/issue/:issue/comment", scope: "read:jira-work", run: (call) => ok(list(call)) },
  { method: "POST", path: "/issue/:issue/comment", scope: "write:jira-work", run: (call) => created(add(call)) },
];
