import { Router } from "express";
import { z } from "zod";
import { authenticate } from "../accounts/accounts.ts";
import { oneTimeAddress } from "../accounts/sign-in.ts";
import { MOST_DAYS } from "../clock.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import type { Worker } from "../worker.ts";
import { keepClock } from "./clock-file.ts";
import { readOnPlan } from "./readings.ts";

const Days = z.strictObject({
  days: z.number().int().min(1).max(60),
  mode: z.enum(["goes_on", "stands_still"]).default("goes_on"),
});
const SetDays = z.strictObject({ days: z.number().int().min(-400).max(4000) });

/**
 * What only `npm start` has: the day control and the clock that the sandboxes and both apps stand in. Days pass one by
 * one through the waker, as in life; nothing is rewritten.
 */
export function sandboxRoutes(ground: Ground, worker: Worker): Router {
  const router = Router();
  const now = () => ({ days: ground.clock.days, now: ground.clock.now().toISOString() });
  router.get("/sandbox/clock", (_request, response) => {
    response.json(now());
  });
  /** The one-time address works once; whoever runs this machine may have another. */
  router.post("/sandbox/sign-in", async (request, response) => {
    const caller = await authenticate(ground, request);
    if (!caller.person) throw new Refused("not_allowed", "Only a person signs in.");
    response.json({
      signIn: await oneTimeAddress(ground, { workspaceId: caller.workspaceId, personId: caller.person.id }),
    });
  });
  router.post("/sandbox/days", async (request, response) => {
    const { days, mode } = Days.parse(request.body);
    if (ground.clock.days + days > MOST_DAYS) {
      throw new Refused("conflict", `The clock stands ${ground.clock.days} days ahead; ${MOST_DAYS} are the most.`);
    }
    for (let passed = 0; passed < days; passed++) await oneDay(ground, worker, mode);
    response.json(now());
  });
  /** For the sample, which begins in the past: the clock may only go back while there is no history to contradict. */
  router.put("/sandbox/clock", async (request, response) => {
    const { days } = SetDays.parse(request.body);
    const history = await ground.db.prisma.goal.count();
    if (days < ground.clock.days && history > 0) {
      response
        .status(409)
        .json({ error: { code: "conflict", message: "There is history already; the clock only goes forward." } });
      return;
    }
    ground.clock.setDays(days);
    keepClock(ground);
    await worker.drain();
    response.json(now());
  });
  return router;
}

async function oneDay(ground: Ground, worker: Worker, mode: "goes_on" | "stands_still"): Promise<void> {
  ground.clock.setDays(ground.clock.days + 1);
  keepClock(ground);
  await worker.drain();
  await tellSandboxes(ground, mode);
  if (mode === "goes_on") await readOnPlan(ground);
  await worker.drain();
}

/** The sandboxes live through the day: their people work (or not), the Jira app reconciles, webhooks beat. */
async function tellSandboxes(ground: Ground, mode: string): Promise<void> {
  const { jiraUrl, asanaUrl } = ground.config.sandbox ?? {};
  const day = ground.clock.dayIn("UTC", ground.clock.now());
  await Promise.all([jiraUrl, asanaUrl].map(async (url) => url !== undefined && tellOne(ground, url, { day, mode })));
}

async function tellOne(ground: Ground, url: string, told: { day: string; mode: string }): Promise<void> {
  try {
    await fetch(`${url}/sandbox/day`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(told),
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    ground.log.warn({ error, url }, "a sandbox did not answer; the day passes without it");
  }
}
