// Reading items: one, many by id, and how they changed.
import { z } from "zod";
import { type Issue } from "../state/model.ts";
import { canSee } from "../state/permissions.ts";
import { type Call, ok, type Operation, readBody } from "./operation.ts";
import { propertyOperations, visibleIssue } from "./properties.ts";
import { refuse } from "./refusal.ts";
import { fieldsJson, historyJson } from "./shapes.ts";

const list = (text: string | undefined): string[] | undefined =>
  text === undefined || text === "" ? undefined : text.split(",").map((part) => part.trim());

/** `*all`, `*navigable`, names, and `-name` to leave one out. */
function pickFields(all: Record<string, unknown>, wanted: string[]): Record<string, unknown> {
  const everything =
    wanted.some((name) => name === "*all" || name === "*navigable") || wanted.every((name) => name.startsWith("-"));
  const out = new Set(wanted.filter((name) => name.startsWith("-")).map((name) => name.slice(1)));
  return Object.fromEntries(Object.entries(all).filter(([id]) => !out.has(id) && (everything || wanted.includes(id))));
}

const pickProperties = (issue: Issue, wanted: string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(issue.properties).filter(([key]) => wanted.includes("*all") || wanted.includes(key)),
  );

export function issueJson(
  call: Call,
  issue: Issue,
  fields: string[],
  properties?: string[],
  expand: string[] = [],
): Record<string, unknown> {
  return {
    expand: "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
    id: issue.id,
    self: `${call.base}/rest/api/3/issue/${issue.id}`,
    key: issue.key,
    ...(expand.includes("changelog") ? { changelog: changelog(call, issue) } : {}),
    ...(properties ? { properties: pickProperties(issue, properties) } : {}),
    fields: pickFields(fieldsJson(call.site, issue, call.base), fields),
  };
}

/** Newest first, and only the newest hundred, as the original gives with an item. */
function changelog(call: Call, issue: Issue): Record<string, unknown> {
  const histories = [...issue.history].reverse().slice(0, 100);
  return {
    startAt: 0,
    maxResults: histories.length,
    total: issue.history.length,
    histories: histories.map((history) => historyJson(history, call.base)),
  };
}

const checkProperties = (keys: string[] | undefined): void => {
  if (keys && keys.length > 5) throw refuse("too_many_properties");
};

const BulkFetch = z.strictObject({
  issueIdsOrKeys: z.array(z.string()),
  fields: z.array(z.string()).optional(),
  fieldsByKeys: z.boolean().optional(),
  properties: z.array(z.string()).optional(),
  expand: z.array(z.string()).optional(),
});

const BulkChangelog = z.strictObject({
  issueIdsOrKeys: z.array(z.string()).min(1),
  fieldIds: z.array(z.string()).optional(),
  maxResults: z.number().int().min(1).max(10_000).optional(),
  nextPageToken: z.string().optional(),
});

function bulkChangelog(call: Call): Record<string, unknown> {
  const asked = readBody(BulkChangelog, call.body);
  if (asked.issueIdsOrKeys.length > 1000) throw refuse("too_many_changelogs");
  if (asked.fieldIds && asked.fieldIds.length > 10) throw refuse("too_many_changelog_fields");
  const from = asked.nextPageToken === undefined ? 0 : Number(Buffer.from(asked.nextPageToken, "base64url").toString());
  if (!Number.isInteger(from) || from < 0) throw refuse("bad_payload");
  const rows = asked.issueIdsOrKeys.flatMap((ref) => {
    const issue = call.site.find(ref);
    if (!issue || !canSee(call.who, issue)) return [];
    return issue.history.flatMap((history) => {
      const items = history.items.filter((item) => !asked.fieldIds || asked.fieldIds.includes(item.fieldId));
      return items.length === 0 ? [] : [{ issueId: issue.id, history: { ...history, items } }];
    });
  });
  const size = asked.maxResults ?? 1000;
  const page = rows.slice(from, from + size);
  const ids = [...new Set(page.map((row) => row.issueId))];
  return {
    issueChangeLogs: ids.map((issueId) => ({
      issueId,
      changeHistories: page
        .filter((row) => row.issueId === issueId)
        .map((row) => ({ ...historyJson(row.history, call.base), created: row.history.at })),
    })),
    ...(from + size < rows.length ? { nextPageToken: Buffer.from(String(from + size)).toString("base64url") } : {}),
  };
}

export const readOperations: Operation[] = [
  {
    method: "GET",
    path: "/issue/:issue",
    scope: "read:jira-work",
    cost: () => 1,
    run: (call) => {
      const issue = visibleIssue(call);
      const properties = list(call.query["properties"]);
      checkProperties(properties);
      return ok(issueJson(call, issue, list(call.query["fields"]) ?? ["*all"], properties, list(call.query["expand"])));
    },
  },
  {
    method: "POST",
    path: "/issue/bulkfetch",
    scope: "read:jira-work",
    cost: (answer) => z.object({ issues: z.array(z.unknown()) }).parse(answer.body).issues.length,
    run: (call) => {
      const asked = readBody(BulkFetch, call.body);
      if (asked.issueIdsOrKeys.length > 100) throw refuse("too_many_fetched");
      checkProperties(asked.properties);
      const found = new Map<string, Issue>();
      const missing: string[] = [];
      for (const ref of asked.issueIdsOrKeys) {
        const issue = call.site.find(ref);
        if (issue && canSee(call.who, issue)) found.set(issue.id, issue);
        else missing.push(ref);
      }
      const issues = [...found.values()].map((issue) =>
        issueJson(call, issue, asked.fields ?? ["*navigable"], asked.properties, asked.expand),
      );
      const issueErrors =
        missing.length === 0
          ? []
          : [{ id: missing.join(","), errorMessage: "Issue does not exist or you do not have permission to see it." }];
      return ok({ issues, issueErrors });
    },
  },
  {
    method: "GET",
    path: "/issue/:issue/changelog",
    scope: "read:jira-work",
    run: (call) => {
      const issue = visibleIssue(call);
      const startAt = Number(call.query["startAt"] ?? 0);
      const maxResults = Math.min(Number(call.query["maxResults"] ?? 100), 100);
      const values = issue.history
        .slice(startAt, startAt + maxResults)
        .map((history) => historyJson(history, call.base));
      return ok({
        startAt,
        maxResults,
        total: issue.history.length,
        isLast: startAt + values.length >= issue.history.length,
        values,
      });
    },
  },
  { method: "POST", path: "/changelog/bulkfetch", scope: "read:jira-work", run: (call) => ok(bulkChangelog(call)) },
  ...propertyOperations,
];
