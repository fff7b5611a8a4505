import { afterAll, expect, test } from "@jest/globals";
import { asana } from "./asana.ts";
import { generic } from "./generic.ts";
import { jira } from "./jira.ts";
import { needsOwnWorld, type PromiseName, promiseNames, promises } from "./promises.ts";
import type { Harness } from "./harness.ts";
import type { World } from "./world.ts";

/**
 * The one list of promises, held against every connector there is: a new one writes a harness (harness.ts), adds it here,
 * and is done when this passes. What a promise can't mean for a tool is said in its harness, with the reason.
 */
const harnesses = [generic, asana, jira];

const applying = harnesses.flatMap((harness) =>
  promiseNames.filter((name) => !(name in harness.doesNotApply)).map((name) => ({ tool: harness.tool, name, harness })),
);

/** The world that promises share; one in which a promise failed is used by no other. */
let shared: { harness: Harness; world: World } | undefined;
afterAll(() => leave());

async function leave(): Promise<void> {
  await shared?.world.stop();
  shared = undefined;
}

async function worldFor(harness: Harness, name: PromiseName): Promise<World> {
  if (shared && (shared.harness !== harness || needsOwnWorld(name))) await leave();
  shared ??= { harness, world: await harness.connect() };
  return shared.world;
}

test.each(applying)(
  "$tool: $name",
  async ({ name, harness }) => {
    const world = await worldFor(harness, name);
    let kept = false;
    try {
      await world.news("prompt");
      await promises[name](world);
      kept = !needsOwnWorld(name);
    } finally {
      if (!kept) await leave();
    }
  },
  180_000,
);

test("every promise is tried on at least one connector, and each exception is a promise of the list with its reason", () => {
  expect([...new Set(applying.map(({ name }) => name))].sort()).toEqual([...promiseNames].sort());
  for (const { doesNotApply } of harnesses)
    for (const [name, reason] of Object.entries(doesNotApply)) {
      expect(promiseNames).toContain(name);
      expect(reason.length).toBeGreaterThan(20);
    }
});
