// What people of Acme do in the sandbox Jira: in its own forms and cards as themselves, and in our app's panels.
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { accountOf, type First } from "./company.ts";

const Invoked = z.object({ result: z.unknown() });
const Bootstrap = z.object({ days: z.number() });
const Waiting = z.object({ waiting: z.number() });

/** Where a panel of the app stands. */
export interface Place {
  moduleKey: "throughline-create" | "throughline-link" | "throughline-admin";
  issue?: string;
  project?: string;
}

export interface Jira {
  /** A call of the app's own resolver, from one of its panels. */
  inApp: <T>(who: First, place: Place, call: string, payload: object, reply: z.ZodType<T>) => Promise<T>;
  /** Jira's REST API with this person's own API token. */
  rest: <T>(who: First, method: "POST" | "PUT", path: string, body: object, reply: z.ZodType<T>) => Promise<T>;
  /** Until the site stands in this day of the service's clock. */
  reachDay: (days: number) => Promise<void>;
  /** Until the app has heard of everything that happened. */
  heard: () => Promise<void>;
  /** From now on the company goes on with what its people did here by hand. */
  handOver: () => Promise<void>;
}

const WITHIN_MS = 60_000;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const latest = performance.now() + WITHIN_MS;
  while (!(await holds())) {
    if (performance.now() > latest) throw new Error(`The sandbox Jira took over a minute: ${what}.`);
    await sleep(20);
  }
}

export function jiraAt(url: string): Jira {
  const ask = async <T>(path: string, init: RequestInit, reply: z.ZodType<T>): Promise<T> => {
    const answer = await fetch(url + path, { ...init, signal: AbortSignal.timeout(WITHIN_MS) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox Jira answered ${answer.status} to ${path}: ${text.slice(0, 500)}`);
    return reply.parse(text === "" ? null : JSON.parse(text));
  };
  const json = (body: object, headers: Record<string, string>) => ({
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return {
    inApp: async (who, place, functionKey, payload, reply) => {
      const cookie = `sandbox_user=${accountOf(who).accountId}`;
      const init = { method: "POST", ...json({ place, functionKey, payload }, { cookie }) };
      return reply.parse((await ask("/site/invoke", init, Invoked)).result);
    },
    rest: (who, method, path, body, reply) => {
      const authorization = `Basic ${Buffer.from(`${accountOf(who).emailAddress}:sandbox`).toString("base64")}`;
      return ask(`/rest/api/3${path}`, { method, ...json(body, { authorization }) }, reply);
    },
    reachDay: (days) => until("its clock", async () => (await ask("/site/bootstrap", {}, Bootstrap)).days === days),
    heard: () => until("its events", async () => (await ask("/sandbox/events", {}, Waiting)).waiting === 0),
    handOver: async () => {
      await ask("/sandbox/company", { method: "POST", ...json({}, {}) }, z.unknown());
    },
  };
}

/** The id of a link, the same in every run: made from what it is for. */
export function linkIdFor(words: string): string {
  const hex = createHash("sha256").update(words).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-5$3-a$4-$5");
}
