// A new webhook: the target must give the secret back while the asker still waits for the answer.
import { randomBytes } from "node:crypto";
import { type Filter, type Webhook } from "../state/model.ts";
import { type Site } from "../state/site.ts";
import { shakeHands } from "./post.ts";

const loopback = /^(localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Asana takes https only and no localhost; here the machine's own addresses are taken, so that all can run on it. */
export function targetFault(target: string): string | undefined {
  const url = URL.parse(target);
  if (!url) return "Not a valid URL";
  const own = loopback.test(url.hostname);
  return url.protocol === "https:" || (own && url.protocol === "http:") ? undefined : "Must be an https URL";
}

interface Asked {
  resource: string;
  target: string;
  filters: Filter[];
  by: string;
  app: string | null;
}

export async function subscribe(site: Site, asked: Asked): Promise<Webhook | undefined> {
  const secret = randomBytes(32).toString("hex");
  const told = await shakeHands(asked.target, secret);
  if (!told.ok || told.secret !== secret) return undefined;
  const now = site.clock.now();
  const hook: Webhook = {
    gid: site.nextGid(),
    ...asked,
    secret,
    createdAt: now,
    lastSuccessAt: now,
    lastFailureAt: null,
    lastFailure: "",
    retries: 0,
    nextAttemptAt: null,
    deletionAt: null,
    heartbeatAt: now,
    waiting: [],
  };
  site.data.webhooks.push(hook);
  return hook;
}
