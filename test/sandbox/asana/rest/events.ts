// GET /events: what happened to a resource since a token. Without a good token 412 and a fresh one: crawl, then go on.
import { createHash } from "node:crypto";
import { type Event, type EventValue } from "../state/model.ts";
import { findUser } from "../state/people.ts";
import { type Site } from "../state/site.ts";
import { type Call, type Operation } from "./operation.ts";
import { type Full, readShown, show } from "./opt-fields.ts";
import { badRequest, errorBody, Refusal } from "./refusal.ts";
import { seenProject, seenTask } from "./seen.ts";

const PAGE = 100;
const DAY = 86_400_000;
const INVALID =
  "Sync token invalid or too old. If you are attempting to keep resources in sync, you must fetch the full dataset for this query now and use the new sync token for the next sync.";

const sign = (text: string): string => createHash("sha256").update(`sync ${text}`).digest("hex").slice(0, 8);

function tokenOf(resource: string, n: number, at: number): string {
  const text = `${resource}:${String(n)}:${String(at)}`;
  return Buffer.from(`${text}:${sign(text)}`).toString("base64url");
}

/** The number of the last event that the token has seen, or nothing when it is no good any more. */
function readToken(call: Call, resource: string, token: string): number | undefined {
  const [of, n, at, signed] = Buffer.from(token, "base64url").toString().split(":");
  if (signed !== sign(`${String(of)}:${String(n)}:${String(at)}`) || of !== resource) return undefined;
  if (Number(at) <= call.site.clock.now() - DAY) return undefined;
  const [oldest] = call.site.data.happenings;
  if (oldest && Number(n) < oldest.n - 1) return undefined;
  return Number(n);
}

const nameOf = (site: Site, value: EventValue): string | undefined =>
  site.anyTask(value.gid)?.name ??
  site.project(value.gid)?.name ??
  site.section(value.gid)?.section.name ??
  findUser(value.gid)?.name;

function eventShape(site: Site, event: Event): Full {
  const withName = (value: EventValue): Full => {
    const name = nameOf(site, value);
    return { ...value, ...(name === undefined ? {} : { name }) };
  };
  return {
    user: event.user ? withName(event.user) : null,
    resource: withName(event.resource),
    type: event.resource.resource_type,
    action: event.action,
    parent: event.parent ? withName(event.parent) : null,
    created_at: event.created_at,
    ...(event.change ? { change: event.change } : {}),
  };
}

function checkResource(call: Call, gid: string): void {
  if (call.site.project(gid)) seenProject(call, gid, "resource");
  else seenTask(call, gid, "resource");
}

function events(call: Call) {
  const { resource, sync } = call.query;
  if (resource === undefined) throw badRequest("resource: Missing input");
  checkResource(call, resource);
  call.site.forgetOld();
  const now = call.site.clock.now();
  const shown = readShown("event", call.caller, call.query["opt_fields"]);
  const after = sync === undefined ? undefined : readToken(call, resource, sync);
  const fresh = (n: number): string => tokenOf(resource, n, now);
  if (after === undefined) throw new Refusal(412, { ...errorBody(INVALID), sync: fresh(call.site.data.lastEvent) });
  const news = call.site.data.happenings.filter(({ n, heardBy }) => n > after && heardBy.includes(resource));
  const page = news.slice(0, PAGE);
  const last = news.length > PAGE ? (page.at(-1)?.n ?? after) : call.site.data.lastEvent;
  return {
    status: 200,
    body: {
      data: page.map(({ event }) => show(eventShape(call.site, event), shown)),
      sync: fresh(last),
      has_more: news.length > PAGE,
    },
  };
}

export const eventOperations: Operation[] = [
  { method: "GET", path: "/events", scope: null, query: ["resource", "sync"], run: events },
];
