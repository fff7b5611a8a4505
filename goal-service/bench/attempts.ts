import type { Figure, Measures, Scenario } from "./figures.ts";
import type { World } from "./world/world.ts";

export interface Attempts {
  figures: Figure[];
  /** Scenarios that threw, and what they said. */
  broken: string[];
  attempt: <On>(scenario: Scenario<On>, on: On, size: number) => Promise<void>;
  /** Time, bytes and statements as in production; rows and pages with the planner held to indexes. */
  attemptIn: (world: World, scenarios: readonly Scenario<World>[], sizes: readonly number[]) => Promise<void>;
}

/** One scenario that throws fails by its name; the others go on. */
export function startAttempts(): Attempts {
  const figures: Figure[] = [];
  const broken: string[] = [];
  const attempt: Attempts["attempt"] = async (scenario, on, size) => {
    try {
      figures.push({ scenario: scenario.name, size, ...(await scenario.run(on, size)) });
    } catch (error) {
      broken.push(`${scenario.name} at ${size}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    figures,
    broken,
    attempt,
    attemptIn: async (world, scenarios, sizes) => {
      for (const size of sizes)
        for (const scenario of scenarios)
          await attempt({ ...scenario, run: () => bothWays(scenario, world, size) }, world, size);
    },
  };
}

async function bothWays({ run }: Scenario<World>, world: World, size: number) {
  const { measures: real } = await run(world, size);
  const { measures: counted, tables } = await run({ ...world, ...world.byIndex }, size);
  return { measures: { ...real, ...renamed(real), ...only(counted) }, ...(tables && { tables }) };
}

const renamed = ({ rows }: Measures): Measures => (rows === undefined ? {} : { planned: rows });
const only = ({ rows, pages }: Measures): Measures => ({
  ...(rows !== undefined && { rows }),
  ...(pages !== undefined && { pages }),
});
