// Issue events as Forge delivers them: a small issue and a changelog, no due date, no labels, no properties.
import { appUser } from "../state/people.ts";
import { type Change, type Site } from "../state/site.ts";
import { changeItemJson, fieldsJson, statusJson } from "../rest/shapes.ts";
import { byId, statuses } from "../state/catalogue.ts";

const names = {
  created: "avi:jira:created:issue",
  updated: "avi:jira:updated:issue",
  deleted: "avi:jira:deleted:issue",
  commented: "avi:jira:commented:issue",
} as const;

const inEvent = ["summary", "issuetype", "creator", "created", "project", "reporter", "assignee", "updated", "status"];

const eventTypeName = (change: Change): string =>
  change.items.some((item) => item.fieldId === "status")
    ? "issue_generic"
    : change.items.some((item) => item.fieldId === "assignee")
      ? "issue_assigned"
      : "issue_updated";

export function eventOf(site: Site, change: Change, base: string): Record<string, unknown> {
  const { issue } = change;
  const fields = Object.entries(fieldsJson(site, issue, base)).filter(([id]) => inEvent.includes(id));
  const status = change.items.find((item) => item.fieldId === "status");
  const common = {
    eventType: names[change.kind],
    issue: { id: issue.id, key: issue.key, fields: Object.fromEntries(fields) },
    atlassianId: change.actor,
    selfGenerated: change.actor === appUser.accountId,
    timestamp: String(change.at),
  };
  switch (change.kind) {
    case "created":
      return {
        ...common,
        associatedUsers: issue.assignee === null ? [] : [{ accountId: issue.assignee }],
        ...(change.clonedFrom === undefined ? {} : { clonedFrom: { id: change.clonedFrom } }),
      };
    case "updated":
      return {
        ...common,
        jiraEventTypeName: eventTypeName(change),
        changelog: { items: change.items.map(changeItemJson) },
        associatedUsers: issue.assignee === null ? [] : [{ accountId: issue.assignee }],
        ...(status?.from && status.to
          ? { associatedStatuses: [status.to, status.from].map((id) => statusJson(byId(statuses, id), base)) }
          : {}),
      };
    case "commented":
      return { ...common, comment: { id: change.comment?.id, author: { accountId: change.actor } } };
    case "deleted":
      return common;
  }
}
