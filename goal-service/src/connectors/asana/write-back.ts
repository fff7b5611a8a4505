import { eachOrNone, maybe } from "@throughline/shared/tool-answer";
import { z } from "zod";
import type { Outward } from "../connector.ts";
import { GOAL_FIELDS, HEALTH_FIELD, PROJECT_HEALTH_FIELDS } from "./fields.ts";
import { gatewayFor } from "./gateway.ts";
import { data, Gid } from "./task.ts";

const Choice = Gid.extend({ name: z.string(), enabled: maybe(z.boolean()) });
const Field = Gid.extend({ name: z.string(), type: maybe(z.string()), enum_options: eachOrNone(Choice) });
const ProjectFields = z.object({ custom_fields: eachOrNone(Field) });

const NativeGoal = Gid.extend({ notes: maybe(z.string()), metric: maybe(Gid) });

/** The address as a whole: G-1 is not G-12. */
const holds = (text: string, address: string): boolean =>
  text
    .split(address)
    .slice(1)
    .some((rest) => !/^[\w-]/.test(rest));

const sameWords = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** All but the project's own field need full permissions: Asana has no narrower scope for them. */
export const writeBack: Outward = {
  containerHealth: async (reach, container, words) => {
    const gate = gatewayFor(reach);
    const asked = { opt_fields: PROJECT_HEALTH_FIELDS };
    const project = await gate.read(data(ProjectFields), ({ projects }) => projects.getProject(container, asked));
    const field = project.custom_fields.find((one) => one.type === "enum" && sameWords(one.name, HEALTH_FIELD));
    const choice = field?.enum_options.find((one) => one.enabled !== false && sameWords(one.name, words));
    if (!field || !choice) return false;
    const change = { data: { custom_fields: { [field.gid]: choice.gid } } };
    await gate.set(({ projects }) => projects.updateProject(change, container));
    return true;
  },
  statusUpdate: async (reach, parent, { status, title, text }) => {
    const update = { data: { parent, status_type: status, title, text } };
    await gatewayFor(reach).make(data(Gid), ({ statusUpdates }) => statusUpdates.createStatusForObject(update));
  },
  goalsNaming: async (reach, address) => {
    const asked = { workspace: reach.tenant, opt_fields: GOAL_FIELDS };
    const found = await gatewayFor(reach).list(NativeGoal, ({ goals }, page) => goals.getGoals({ ...page, ...asked }));
    return found
      .filter(({ notes }) => holds(notes ?? "", address))
      .map(({ gid, metric }) => ({ id: gid, hasMetric: metric != null }));
  },
  goalMetric: async (reach, goal, value) => {
    const metric = { data: { current_number_value: value } };
    await gatewayFor(reach).set(({ goals }) => goals.updateGoalMetric(metric, goal));
  },
  goalStatus: async (reach, goal, status) => {
    await gatewayFor(reach).set(({ goals }) => goals.updateGoal({ data: { status } }, goal));
  },
};
