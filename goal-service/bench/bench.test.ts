import { expect, test } from "@jest/globals";
import { startBenchServer } from "./ground.ts";
import { table } from "./report.ts";
import { runBench } from "./run.ts";

test("the smallest worlds run whole: every scenario has its figures, and the product keeps to its laws", async () => {
  const server = await startBenchServer({ fsync: false });
  const said: string[] = [];
  const sizes = {
    division: 50,
    items: [50, 150],
    openItems: [20, 200],
    waiting: [1, 8],
    reports: [5, 50],
    finished: [200, 400],
  };
  const outcome = await runBench(server.open, sizes, (line) => said.push(line));
  await server.stop();
  expect(outcome.failed).toEqual([]);
  expect(said).toHaveLength(2);
  expect(outcome.gates.length).toBeGreaterThan(30);
  for (const { scenario, measures } of outcome.figures) {
    expect([scenario, Object.values(measures).every((value) => Number.isFinite(value))]).toEqual([scenario, true]);
    if (scenario !== "evaluate() alone") expect(measures.rows).toBeGreaterThan(0);
  }
  expect(table(outcome)).toContain("All gates hold.");
}, 300_000);
