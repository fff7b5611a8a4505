import { addDays } from "@throughline/shared/calendar";
import { evaluateRound } from "../../src/health/round.ts";
import { type Scenario, touchesTheSame } from "../figures.ts";
import { meanOf } from "../mean.ts";
import type { Cost } from "../meter.ts";
import { TODAY } from "../world/org.ts";
import type { World } from "../world/world.ts";
import { goalScreen, portfolio } from "./reads.ts";

const TIMES = 5;

const judgeProbe: Scenario<World>["run"] = async ({ ground, meter, org, probe }) => {
  const costs: Cost[] = [];
  for (let time = 0; time <= TIMES; time += 1) {
    const row = { workspaceId: org.caller.workspaceId, goalId: probe.id, since: ground.clock.now() };
    await ground.db.prisma.goalDirty.create({ data: row });
    const cost = await meter.measure(() => evaluateRound(ground));
    if (time > 0) costs.push(cost);
  }
  return meanOf(costs);
};

/** The same goal after a few items were finished for it and after years of them. */
const afterFinished = (name: string, run: Scenario<World>["run"]): Scenario<World> => ({
  name,
  per: "finished items",
  laws: touchesTheSame,
  run: async (world, finished) => {
    await addFinished(world, finished);
    return run(world, finished);
  },
});

export const judgedWithFinished = afterFinished("a goal judged, by its finished work", judgeProbe);
export const goalWithFinished = afterFinished("a goal's page, by its finished work", goalScreen.run);
export const portfolioWithFinished = afterFinished("the portfolio, by its finished work", portfolio.run);

/** Further finished items of the probe until there are so many, all of last year: they differ in their ids alone. */
async function addFinished({ bench, org, probe }: World, finished: number): Promise<void> {
  const day = addDays(TODAY, -40);
  const where = [org.caller.workspaceId, probe.initiatives[0]?.id, day];
  const own = {
    id: "gen_random_uuid()",
    remote_id: "'old-' || n",
    tool_created: "$3::date - 365",
    moved_on: "$3::date",
  };
  await bench.fill(async (tx) => {
    const { rows } = await tx.query<{ name: string; had: number }>(
      `SELECT column_name AS name, (SELECT count(*)::int FROM work_item WHERE workspace_id = $1 AND initiative_id = $2 AND moved_on = $3::date) AS had
       FROM information_schema.columns WHERE table_name = 'work_item'`,
      where,
    );
    const values = rows.map(({ name }) => (name in own ? own[name as keyof typeof own] : `"${name}"`));
    const had = rows[0]?.had ?? 0;
    await tx.query(
      `WITH one AS (SELECT * FROM work_item WHERE workspace_id = $1 AND initiative_id = $2 AND category = 'done' LIMIT 1)
       INSERT INTO work_item (${rows.map(({ name }) => `"${name}"`).join(", ")}) SELECT ${values.join(", ")} FROM one, generate_series(${had + 1}, ${finished}) AS n`,
      where,
    );
    await tx.query(
      `INSERT INTO finished (workspace_id, initiative_id, day, items, sized, size) VALUES ($1, $2, $3, ${finished}, 0, 0)
       ON CONFLICT (workspace_id, initiative_id, day) DO UPDATE SET items = excluded.items`,
      where,
    );
  });
  await bench.settle();
}
