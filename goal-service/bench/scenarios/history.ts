import { type Scenario, touchesTheSame } from "../figures.ts";
import type { World } from "../world/world.ts";
import { goalScreen, portfolio } from "./reads.ts";

/** The same goal after a few stored reports and after a year of them. */
const afterReports = (name: string, screen: Scenario<World>): Scenario<World> => ({
  name,
  per: "stored reports",
  laws: touchesTheSame,
  run: async (world, reports) => {
    await addReports(world, reports);
    return screen.run(world, reports);
  },
});

export const goalWithHistory = afterReports("a goal's page, by its history", goalScreen);
export const portfolioWithHistory = afterReports("the portfolio, by its history", portfolio);

/** Further versions of the probe's report until there are so many, each as if something in it had differed. */
async function addReports({ ground, bench, org, probe }: World, reports: number): Promise<void> {
  await ground.db.pool.query(
    `WITH last AS (SELECT * FROM version WHERE workspace_id = $1 AND kind = 'health' AND id = $2 ORDER BY no DESC LIMIT 1),
     more AS (
       INSERT INTO version (workspace_id, kind, id, no, recorded_at, by, body)
       SELECT workspace_id, kind, id, number, recorded_at, by, body FROM last, generate_series(last.no + 1, $3::int) AS number RETURNING no)
     UPDATE goal_health SET no = $3::int WHERE workspace_id = $1 AND goal_id = $2::uuid AND no < $3::int`,
    [org.caller.workspaceId, probe.id, reports],
  );
  await bench.settle();
}
