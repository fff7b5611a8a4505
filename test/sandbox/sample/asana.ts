// What people of Acme do in the sandbox Asana: on its boards as themselves, and in our app's form.
import { type Client, createClient } from "@throughline/shared/client";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { First } from "./company.ts";

const About = z.object({
  workspace: z.object({ gid: z.string() }),
  days: z.number(),
  people: z.array(z.object({ gid: z.string(), name: z.string(), email: z.string() })),
  projects: z.array(
    z.object({ gid: z.string(), name: z.string(), sections: z.array(z.object({ gid: z.string(), name: z.string() })) }),
  ),
});
type About = z.infer<typeof About>;
const Waiting = z.object({ waiting: z.number() });

export interface Asana {
  url: string;
  about: About;
  personOf: (who: First) => About["people"][number];
  projectNamed: (name: string) => About["projects"][number];
  /** Asana's REST API with this person's own token. */
  rest: <T>(who: First, method: "POST" | "PUT", path: string, data: object, reply: z.ZodType<T>) => Promise<T>;
  /** The goal service as our app asks it, for what this person does in the form or the card. */
  inApp: (who: First) => Client;
  /** The app is added to this project, as somebody does under Customize. */
  addApp: (project: string) => Promise<void>;
  /** Until the workspace stands in this day of the service's clock. */
  reachDay: (days: number) => Promise<void>;
  /** Until the service has heard of everything that happened. */
  heard: () => Promise<void>;
  /** From now on the company goes on with what its people did here by hand. */
  handOver: () => Promise<void>;
}

interface Addresses {
  url: string;
  serviceUrl: string;
  /** What our app shows the service. */
  appToken: string;
}

const WITHIN_MS = 60_000;

export async function asanaAt({ url, serviceUrl, appToken }: Addresses): Promise<Asana> {
  const ask = async <T>(path: string, init: RequestInit, reply: z.ZodType<T>): Promise<T> => {
    const answer = await fetch(url + path, { ...init, signal: AbortSignal.timeout(WITHIN_MS) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox Asana answered ${answer.status} to ${path}: ${text.slice(0, 500)}`);
    return reply.parse(text === "" ? null : JSON.parse(text));
  };
  const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    const latest = performance.now() + WITHIN_MS;
    while (!(await holds())) {
      if (performance.now() > latest) throw new Error(`The sandbox Asana took over a minute: ${what}.`);
      await sleep(20);
    }
  };
  const about = await ask("/sandbox/about", {}, About);
  const one = <T extends { name: string }>(rows: readonly T[], is: (row: T) => boolean, what: string): T => {
    const found = rows.find(is);
    if (!found) throw new Error(`The sandbox Asana knows no ${what}.`);
    return found;
  };
  const personOf = (who: First) => one(about.people, ({ name }) => name.startsWith(`${who} `), who);
  return {
    url,
    about,
    personOf,
    projectNamed: (name) => one(about.projects, (project) => project.name === name, name),
    rest: async (who, method, path, data, reply) => {
      const headers = {
        authorization: `Bearer sandbox-pat:${personOf(who).email}`,
        "content-type": "application/json",
      };
      const init = { method, headers, body: JSON.stringify({ data }) };
      return (await ask(`/api/1.0${path}`, init, z.object({ data: reply }))).data;
    },
    inApp: (who) =>
      createClient(({ method, path, body }) =>
        fetch(serviceUrl + path, {
          method,
          headers: {
            authorization: `Bearer ${appToken}`,
            "x-throughline-tenant": about.workspace.gid,
            "x-throughline-as": personOf(who).gid,
            ...(body !== undefined && { "content-type": "application/json" }),
          },
          ...(body !== undefined && { body }),
          signal: AbortSignal.timeout(WITHIN_MS),
        }),
      ),
    addApp: async (project) => {
      const headers = { "content-type": "application/json" };
      await ask(`/sandbox/projects/${project}/app`, { method: "POST", headers, body: '{"added":true}' }, z.unknown());
    },
    reachDay: (days) => until("its clock", async () => (await ask("/sandbox/about", {}, About)).days === days),
    heard: () => until("its events", async () => (await ask("/sandbox/events", {}, Waiting)).waiting === 0),
    handOver: async () => {
      await ask("/sandbox/company", { method: "POST" }, z.unknown());
    },
  };
}
