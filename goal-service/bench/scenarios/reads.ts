import { endpoints } from "@throughline/shared/endpoints";
import { listDecisions } from "../../src/decisions/decisions.ts";
import { findGoal } from "../../src/goals/goals.ts";
import { listKeyResults } from "../../src/goals/key-results.ts";
import { showGoal } from "../../src/goals/wire.ts";
import { readReport } from "../../src/health/report.ts";
import { listInitiatives } from "../../src/initiatives/initiatives.ts";
import { readPortfolio } from "../../src/insight/portfolio.ts";
import { panelChoices } from "../../src/panel/choices.ts";
import { panelItem } from "../../src/panel/item.ts";
import { listWorkItems } from "../../src/work-items/work-items.ts";
import { below, flat, type Law, linear, type Scenario, touchesTheSame } from "../figures.ts";
import { meanOf } from "../mean.ts";
import type { Cost } from "../meter.ts";
import { target, type World } from "../world/world.ts";

const TIMES = 3;

/** What a screen asks for, as often as it takes for a steady time, with the size of the answers. */
function screen(name: string, per: string, laws: Law[], ask: (world: World) => Promise<unknown>): Scenario<World> {
  return {
    name,
    per,
    laws,
    run: async (world) => {
      const costs: Cost[] = [];
      let bytes = 0;
      for (let time = 0; time <= TIMES; time += 1) {
        const { result, ...cost } = await world.meter.measure(() => ask(world));
        bytes = Buffer.byteLength(JSON.stringify(result));
        if (time > 0) costs.push(cost);
      }
      const { measures, tables } = meanOf(costs);
      return { measures: { ...measures, bytes }, tables };
    },
  };
}

export const portfolio = screen(
  "the portfolio",
  "items",
  [flat("statements", 1.05), linear("rows", 1.5), linear("bytes", 1.2)],
  ({ ground, org }) => readPortfolio(ground, org.caller, endpoints.getPortfolio.input.parse({})),
);

export const choices = screen(
  "the choices of the panel",
  "items",
  [flat("statements", 1.05), linear("rows", 1.5), below("bytes", 100_000)],
  ({ ground, org }) => panelChoices(ground, org.caller, endpoints.getPanelChoices.input.parse({})),
);

const steady = [...touchesTheSame, flat("bytes", 1.05)];

const goalPage = async ({ ground, org: { caller }, probe: { id } }: World) => {
  const goal = await findGoal(ground, caller, id);
  return [
    showGoal(goal),
    await readReport(ground, caller, goal),
    await listKeyResults(ground, caller, endpoints.listKeyResults.input.parse({ id })),
    await listInitiatives(ground, caller, endpoints.listInitiatives.input.parse({ goalId: id })),
    await listWorkItems(ground, caller, endpoints.listWorkItems.input.parse({ goalId: id, limit: 200 })),
    await listDecisions(ground, caller, endpoints.listDecisions.input.parse({ id })),
  ];
};

export const goalScreen = screen("a goal's page", "items", steady, goalPage);

export const itemPanel = screen("the panel of an item", "items", steady, ({ ground, org, reads }) => {
  const asked = { id: reads[0]?.ref.id ?? "", connectionId: target(org, 0).connectionId };
  return panelItem(ground, org.caller, endpoints.getPanelItem.input.parse(asked));
});
