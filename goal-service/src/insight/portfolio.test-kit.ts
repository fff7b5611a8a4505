import type { Goal } from "@throughline/shared/goals";
import { endpoints } from "@throughline/shared/endpoints";
import type { Portfolio } from "@throughline/shared/portfolio";
import { buildGoal, buildKeyResult, buildReading, type Person } from "../../../test/factories/graph.ts";
import type { Ground } from "../ground.ts";
import { evaluateDirty } from "../health/evaluate.ts";
import { readPortfolio } from "./portfolio.ts";

type Asked = Parameters<typeof readPortfolio>[2];

/** The portfolio as it travels, once everything is evaluated. */
export async function portfolioOf(ground: Ground, caller: Person, asked: Asked = {}): Promise<Portfolio> {
  while (await evaluateDirty(ground));
  return endpoints.getPortfolio.reply.parse(await readPortfolio(ground, caller, asked));
}

/** A goal on plan whose key result was read yesterday at this share of the way. */
export async function buildMeasured(
  ground: Ground,
  by: Person,
  share: number,
  give: Parameters<typeof buildGoal>[2] = {},
): Promise<Goal> {
  const goal = await buildGoal(ground, by, give);
  const { id } = await buildKeyResult(ground, by, goal.id, { name: "NRR", unit: "%", baseline: 0, target: 100 });
  await buildReading(ground, by, id, "2026-11-19", share * 100);
  return goal;
}

/** The dates of an item that has stood still for eleven working days. */
export const STALLED = { createdAt: "2026-11-02T09:00:00Z", updatedAt: "2026-11-05T09:00:00Z" };
