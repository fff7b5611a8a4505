// /search/jql: bounded queries only, no startAt and no total; pages by an opaque token.
import { createHash } from "node:crypto";
import { z } from "zod";
import { type IndexedPath, search } from "../jql/search.ts";
import { parseJql } from "../jql/parse.ts";
import { type Answer, type Call, ok, type Operation, readBody } from "./operation.ts";
import { issueJson } from "./read-issue.ts";
import { refuse, Refusal } from "./refusal.ts";

const Search = z.strictObject({
  jql: z.string().optional(),
  fields: z.array(z.string()).optional(),
  fieldsByKeys: z.boolean().optional(),
  expand: z.string().optional(),
  properties: z.array(z.string()).optional(),
  maxResults: z.number().int().optional(),
  nextPageToken: z.string().optional(),
  reconcileIssues: z.array(z.number().int()).optional(),
});
type Search = z.infer<typeof Search>;

const Token = z.tuple([z.string(), z.number().int().min(0)]);
const digest = (jql: string): string => createHash("sha256").update(jql).digest("base64url").slice(0, 10);

function offset(asked: Search): number {
  if (asked.nextPageToken === undefined) return 0;
  try {
    const [of, at] = Token.parse(JSON.parse(Buffer.from(asked.nextPageToken, "base64url").toString()));
    if (of === digest(asked.jql ?? "")) return at;
  } catch {
    // falls through to the same refusal: an unreadable token and one of another query look alike
  }
  throw refuse("page_token");
}

/** Up to 5,000 when only ids or keys are wanted, a hundred with fields: the original shortens such pages too. */
function pageSize(asked: Search, fields: string[]): number {
  const wanted = asked.maxResults ?? 50;
  if (wanted < 1 || wanted > 5000) throw refuse("page_size");
  const bare = fields.every((field) => field === "id" || field === "key") && !asked.properties && !asked.expand;
  return bare ? wanted : Math.min(wanted, 100);
}

async function run(call: Call, asked: Search, indexed: IndexedPath[]): Promise<Answer> {
  if (asked.properties && asked.properties.length > 5) {
    throw refuse("too_many_properties");
  }
  if (asked.reconcileIssues && asked.reconcileIssues.length > 50) {
    throw refuse("too_many_reconciled");
  }
  const fields = asked.fields ?? ["id"];
  const size = pageSize(asked, fields);
  const from = offset(asked);
  const searching = { site: call.site, who: call.who, indexed, jqlFunction: call.jqlFunction };
  const found = await search(asked.jql ?? "", searching, asked.reconcileIssues?.map(String));
  const page = found.slice(from, from + size);
  const isLast = from + size >= found.length;
  const expand = asked.expand?.split(",") ?? [];
  return ok({
    issues: page.map((issue) => {
      const { fields: picked, ...whole } = issueJson(call, issue, fields, asked.properties, expand);
      return fields.every((field) => field === "id")
        ? { id: issue.id }
        : { ...whole, ...(fields.every((field) => field === "id" || field === "key") ? {} : { fields: picked }) };
    }),
    ...(isLast
      ? {}
      : { nextPageToken: Buffer.from(JSON.stringify([digest(asked.jql ?? ""), from + size])).toString("base64url") }),
    isLast,
  });
}

const fromQuery = (query: Record<string, string>): Search => {
  const { maxResults, fields, properties, reconcileIssues, fieldsByKeys, ...rest } = query;
  const given = Object.entries(rest).filter(([name]) => name !== "failFast");
  const parsed = Search.safeParse({
    ...Object.fromEntries(given),
    ...(maxResults === undefined ? {} : { maxResults: Number(maxResults) }),
    ...(fields === undefined ? {} : { fields: fields.split(",") }),
    ...(properties === undefined ? {} : { properties: properties.split(",") }),
    ...(reconcileIssues === undefined ? {} : { reconcileIssues: reconcileIssues.split(",").map(Number) }),
    ...(fieldsByKeys === undefined ? {} : { fieldsByKeys: fieldsByKeys === "true" }),
  });
  if (!parsed.success) throw refuse("bad_payload");
  return parsed.data;
};

const cost = (answer: Answer): number => z.object({ issues: z.array(z.unknown()) }).parse(answer.body).issues.length;

export const searchOperations = (indexed: () => IndexedPath[]): Operation[] => [
  {
    method: "POST",
    path: "/search/jql",
    scope: "read:jira-work",
    cost,
    run: (call) => run(call, readBody(Search, call.body), indexed()),
  },
  {
    method: "GET",
    path: "/search/jql",
    scope: "read:jira-work",
    cost,
    run: (call) => run(call, fromQuery(call.query), indexed()),
  },
  {
    method: "POST",
    path: "/jql/parse",
    scope: "read:jira-work",
    run: (call) => {
      const { queries } = readBody(z.strictObject({ queries: z.array(z.string()).min(1).max(100) }), call.body);
      return ok({
        queries: queries.map((query) => {
          try {
            parseJql(query);
            return { query };
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            return { query, errors: z.object({ errorMessages: z.array(z.string()) }).parse(error.body).errorMessages };
          }
        }),
      });
    },
  },
];
