// POST /issue and /issue/bulk: one item with its fields and properties in one call, or none.
import { z } from "zod";
import { issueTypes, type IssueType, byName } from "../state/catalogue.ts";
import { type Issue } from "../state/model.ts";
import { canBrowse, canCreate } from "../state/permissions.ts";
import { findProject, type Project } from "../state/projects.ts";
import { createIssue } from "../state/write.ts";
import { readFields } from "./field-values.ts";
import { type Call, created, type Operation, readBody, stroke } from "./operation.ts";
import { checkProperty, Entry } from "./properties.ts";
import { fieldErrors, refuse, Refusal, wrong } from "./refusal.ts";

const Details = z.looseObject({
  fields: z.record(z.string(), z.unknown()).optional(),
  update: z.record(z.string(), z.unknown()).optional(),
  properties: z.array(Entry).optional(),
  historyMetadata: z.unknown().optional(),
  transition: z.unknown().optional(),
});
type Details = z.infer<typeof Details>;

const Bulk = z.strictObject({ issueUpdates: z.array(z.unknown()) });
const Ref = z.object({ id: z.string().optional(), key: z.string().optional(), name: z.string().optional() }).loose();

function projectIn(call: Call, value: unknown): Project {
  if (value === undefined || value === null) throw fieldErrors({ project: wrong("project_invalid") });
  const ref = Ref.safeParse(value);
  if (!ref.success) throw fieldErrors({ project: wrong("no_reference") });
  const project = findProject(ref.data.key ?? ref.data.id ?? "");
  if (!project || !canBrowse(call.who, project)) throw fieldErrors({ project: wrong("project_invalid") });
  if (!canCreate(call.who, project)) throw refuse("create_not_allowed");
  return project;
}

function typeIn(project: Project, value: unknown): IssueType {
  if (value === undefined || value === null) throw fieldErrors({ issuetype: wrong("type_missing") });
  const ref = Ref.safeParse(value);
  if (!ref.success) throw fieldErrors({ issuetype: wrong("no_reference") });
  const type = issueTypes.find((entry) => entry.id === ref.data.id) ?? byName(issueTypes, ref.data.name ?? "");
  if (!type || !project.typeIds.includes(type.id)) throw fieldErrors({ issuetype: wrong("type_invalid") });
  return type;
}

function createOne(call: Call, details: Details): Issue {
  if (details.update && Object.keys(details.update).length > 0) throw refuse("bad_payload");
  const fields = details.fields ?? {};
  const project = projectIn(call, fields["project"]);
  const type = typeIn(project, fields["issuetype"]);
  const { values, errors } = readFields({ site: call.site, who: call.who, project, type }, fields);
  if (Object.keys(errors).length > 0) throw fieldErrors(errors);
  if (call.site.data.refusesProperties && !call.who.app && (details.properties ?? []).length > 0)
    throw refuse("properties_not_allowed");
  const properties: Record<string, unknown> = {};
  for (const entry of details.properties ?? []) {
    checkProperty(entry.key ?? "", entry.value);
    properties[entry.key ?? ""] = entry.value;
  }
  return createIssue(
    call.site,
    { assignee: null, ...values, summary: values.summary ?? "", project, typeId: type.id, properties },
    stroke(call),
  );
}

const brief = (call: Call, issue: Issue): Record<string, unknown> => ({
  id: issue.id,
  key: issue.key,
  self: `${call.base}/rest/api/3/issue/${issue.id}`,
});

export const createOperations: Operation[] = [
  {
    method: "POST",
    path: "/issue",
    scope: "write:jira-work",
    run: (call) => created(brief(call, createOne(call, readBody(Details, call.body)))),
  },
  {
    method: "POST",
    path: "/issue/bulk",
    scope: "write:jira-work",
    run: (call) => {
      const { issueUpdates } = readBody(Bulk, call.body);
      if (issueUpdates.length > 50) throw refuse("too_many_created");
      const issues: unknown[] = [];
      const errors: unknown[] = [];
      issueUpdates.forEach((update, failedElementNumber) => {
        try {
          issues.push(brief(call, createOne(call, readBody(Details, update))));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          errors.push({ status: error.status, elementErrors: error.body, failedElementNumber });
        }
      });
      return { status: issues.length > 0 ? 201 : 400, body: { issues, errors } };
    },
  },
];
