import type { z } from "zod";
import type { HealthWish } from "../connections/health-wishes.ts";
import { type Outward, type Reach, ToolError } from "../connectors/connector.ts";

/** Tells a tool how a goal stands, above the items. */
export async function tellHealth(
  out: Outward,
  reach: Reach,
  ref: string,
  wish: z.infer<typeof HealthWish>,
): Promise<void> {
  switch (wish.kind) {
    case "field":
      return setField(out, reach, ref, wish.value.words);
    case "status":
      return post(() => out.statusUpdate(reach, ref, wish.value));
    case "goal":
      return setGoals(out, reach, wish.value);
  }
}

async function setField(out: Outward, reach: Reach, container: string, words: string): Promise<void> {
  if (await out.containerHealth(reach, container, words)) return;
  throw new ToolError("refused", `The project has no choice field “Goal health” with the choice “${words}”.`);
}

/** It can't be taken back, so it is never sent a second time: where no answer came, it counts as sent. */
async function post(send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof ToolError) || error.kind !== "unknown") throw error;
  }
}

/** The tool's own goals that name ours get its number and, where they have a metric, its status. */
async function setGoals(
  out: Outward,
  reach: Reach,
  { url, now, status }: Extract<z.infer<typeof HealthWish>, { kind: "goal" }>["value"],
): Promise<void> {
  for (const goal of await out.goalsNaming(reach, url)) {
    if (!goal.hasMetric) continue;
    if (now !== null) await out.goalMetric(reach, goal.id, now);
    if (status !== null) await out.goalStatus(reach, goal.id, status);
  }
}
