import { expect, test } from "@jest/globals";
import { Refusal } from "@throughline/shared/client";
import type { Connector } from "../../goal-service/src/connectors/connector.ts";
import { connectors } from "../../goal-service/src/connectors/registry.ts";
import { promiseNames, promises } from "./promises.ts";
import { type Saboteur, saboteurs } from "./saboteurs.ts";

/** A promise that cannot fail promises nothing: each is held against something broken, and has to notice. */
const all = promiseNames.flatMap((name) =>
  saboteurs[name].map((saboteur) => ({ name, saboteur, broken: saboteur.broken })),
);

/** Who is waited for in vain here shows soon. */
const PATIENCE_MS = 1500;

test.each(all)(
  "$broken fails: $name",
  async ({ name, saboteur }) => {
    const { harness } = saboteur;
    const real = connectors[harness.tool];
    if (!real) throw new Error(`there is no connector for ${harness.tool}`);
    connectors[harness.tool] = { ...real, ...instead(saboteur, real) } as Connector;
    const world = await harness.connect();
    try {
      world.house.patienceMs = PATIENCE_MS;
      const held = promises[name]({ ...world, ...saboteur.world?.(world) });
      expect(await held.then(() => "held", noticed)).toBe("noticed");
    } finally {
      connectors[harness.tool] = real;
      await world.stop();
    }
  },
  60_000,
);

/** An expectation that failed, or a refusal of the service: not something that a saboteur stumbled over. */
function noticed(error: unknown): "noticed" {
  if (error instanceof Refusal || (error instanceof Error && "matcherResult" in error)) return "noticed";
  throw error;
}

function instead({ pull, push }: Saboteur, real: Connector): Partial<Connector> {
  return (real.mode === "pull" ? pull?.(real) : push?.(real)) ?? {};
}
