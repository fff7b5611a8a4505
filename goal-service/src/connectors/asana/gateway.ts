import {
  ApiClient,
  AttachmentsApi,
  BatchAPIApi,
  EventsApi,
  GoalsApi,
  ProjectsApi,
  StatusUpdatesApi,
  StoriesApi,
  TasksApi,
  UsersApi,
  WebhooksApi,
} from "asana";
import pLimit from "p-limit";
import { each } from "@throughline/shared/tool-answer";
import { z } from "zod";
import type { Reach } from "../connector.ts";
import { type Failed, failedIn, notUnderstood, toolErrorOf, type Way } from "./says-no.ts";

/** The only file that knows Asana's own client, whose results are untyped and whose errors carry the token. */
export interface Gateway {
  /** What is asked for, or a ToolError. `alsoWith`: a status that Asana calls an error, and we an answer. */
  read: <T>(answer: z.ZodType<T>, call: Call, alsoWith?: number) => Promise<T>;
  /** All pages of a list. */
  list: <T>(entry: z.ZodType<T>, call: (apis: Apis, page: Paging) => Promise<unknown>) => Promise<T[]>;
  /** How something shall be: done twice is the same as once. */
  set: (call: Call) => Promise<void>;
  /** Something new: without an answer it may or may not be there. */
  make: <T>(answer: z.ZodType<T>, call: Call) => Promise<T>;
}

type Call = (apis: Apis) => Promise<unknown>;
type Apis = ReturnType<typeof apisOf>;
interface Paging {
  limit: number;
  offset?: string;
}

const PATIENCE_MS = 8000;
const PAGE = 100;
const READS_AT_ONCE = 10;
const WRITES_AT_ONCE = 5;

function apisOf({ api, token }: Pick<Reach, "api" | "token">, patienceMs: number) {
  // Never ApiClient.instance: it is one for all, and so would be its token.
  const client = new ApiClient();
  client.basePath = api;
  client.timeout = patienceMs;
  // Plain answers: a Collection hides the events' sync token.
  client.RETURN_COLLECTION = false;
  client.authentications["token"] = { type: "personalAccessToken", accessToken: token };
  return {
    attachments: new AttachmentsApi(client),
    batch: new BatchAPIApi(client),
    events: new EventsApi(client),
    goals: new GoalsApi(client),
    projects: new ProjectsApi(client),
    statusUpdates: new StatusUpdatesApi(client),
    stories: new StoriesApi(client),
    tasks: new TasksApi(client),
    users: new UsersApi(client),
    webhooks: new WebhooksApi(client),
  };
}

/** Hourly tokens come and go; the busy ones stay. */
const KEPT = 200;
const gateways = new Map<string, Gateway>();

export function gatewayFor(reach: Pick<Reach, "api" | "token">): Gateway {
  const key = `${reach.api} ${reach.token}`;
  const gateway = gateways.get(key) ?? openGateway(reach);
  gateways.delete(key);
  gateways.set(key, gateway);
  for (const oldest of gateways.keys()) {
    if (gateways.size <= KEPT) break;
    gateways.delete(oldest);
  }
  return gateway;
}

/** A connection that the server had closed just then: Node learns it by writing to it. */
const STALE = new Set(["ECONNRESET", "EPIPE"]);
const isStale = ({ status, code }: Failed) => status === undefined && code !== undefined && STALE.has(code);

const Page = z.object({ data: z.array(z.unknown()), next_page: z.object({ offset: z.string().nullish() }).nullish() });

export function openGateway(reach: Pick<Reach, "api" | "token">, patienceMs = PATIENCE_MS): Gateway {
  const apis = apisOf(reach, patienceMs);
  const reads = pLimit(READS_AT_ONCE);
  const writes = pLimit(WRITES_AT_ONCE);

  const parsed = <T>(answer: z.ZodType<T>, given: unknown, way: Way): T => {
    const read = answer.safeParse(given);
    if (!read.success) throw notUnderstood(read.error, way);
    return read.data;
  };
  const attempt = async (call: Call, way: Way, alsoWith?: number): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call(apis);
      } catch (thrown) {
        const failed = failedIn(thrown);
        if (alsoWith !== undefined && failed.status === alsoWith) return failed.response?.body;
        if (way === "make" || tries > 1 || !isStale(failed)) throw toolErrorOf(failed, way, [reach.token]);
      }
    }
  };
  const read: Gateway["read"] = async (answer, call, alsoWith) =>
    parsed(answer, await reads(() => attempt(call, "read", alsoWith)), "read");

  return {
    read,
    list: async (entry, call) => {
      const entries: unknown[] = [];
      let offset: string | undefined;
      do {
        const page = await read(Page, (of) => call(of, { limit: PAGE, ...(offset !== undefined && { offset }) }));
        entries.push(...page.data);
        offset = page.next_page?.offset ?? undefined;
      } while (offset !== undefined);
      return parsed(each(entry), entries, "read");
    },
    set: async (call) => {
      await writes(() => attempt(call, "set"));
    },
    make: async (answer, call) => parsed(answer, await writes(() => attempt(call, "make")), "make"),
  };
}
