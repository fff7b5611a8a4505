// Asana's own goals, as far as a number can be written to them. Only full permissions write.
import { z } from "zod";
import { type Goal } from "../state/model.ts";
import { type Call, ok, type Operation, readData } from "./operation.ts";
import { readShown, show, showCompact } from "./opt-fields.ts";
import { paged } from "./paging.ts";
import { badRequest, notPaid } from "./refusal.ts";
import { checkTeam, checkWorkspace, seenGoal } from "./seen.ts";
import { goalShape } from "./shapes.ts";

const Metric = z.strictObject({
  unit: z.enum(["none", "currency", "percentage"]).default("none"),
  precision: z.number().int().min(0).max(6).default(0),
  currency_code: z.string().nullable().optional(),
  initial_number_value: z.number().default(0),
  target_number_value: z.number(),
  current_number_value: z.number().default(0),
  progress_source: z.string().optional(),
});
const Value = z.strictObject({ current_number_value: z.number("Value is not a number") });
const Update = z.strictObject({
  status: z.enum(["green", "yellow", "red", "achieved", "partial", "missed", "dropped"]),
});

const goalOf = (call: Call): Goal => {
  if (!call.site.data.paid) throw notPaid("Goals");
  return seenGoal(call, call.params["goal"] ?? "");
};
const one = (call: Call, goal: Goal) =>
  ok(show(goalShape(goal), readShown("goal", call.caller, call.query["opt_fields"])));

export const goalOperations: Operation[] = [
  {
    method: "GET",
    path: "/goals",
    scope: "goals:read",
    query: ["workspace", "team", "limit", "offset", "is_workspace_level"],
    run: (call) => {
      if (!call.site.data.paid) throw notPaid("Goals");
      const { workspace, team } = call.query;
      if (workspace === undefined && team === undefined) throw badRequest("workspace: Missing input");
      if (workspace !== undefined) checkWorkspace(workspace);
      if (team !== undefined) checkTeam(team);
      const shown = readShown("goal", call.caller, call.query["opt_fields"]);
      const goals = call.site.data.goals.filter((goal) => team === undefined || goal.team === team);
      return paged(call, goals, (goal) => showCompact(goalShape(goal), shown, ["name", "owner"]));
    },
  },
  { method: "GET", path: "/goals/:goal", scope: "goals:read", run: (call) => one(call, goalOf(call)) },
  {
    method: "PUT",
    path: "/goals/:goal",
    scope: null,
    run: (call) => {
      const goal = goalOf(call);
      const { status } = readData(Update, call.data);
      if (!goal.metric) throw badRequest("status: The status of a goal without a metric cannot be set.");
      goal.status = status;
      return one(call, goal);
    },
  },
  {
    method: "POST",
    path: "/goals/:goal/setMetric",
    scope: null,
    run: (call) => {
      const goal = goalOf(call);
      const given = readData(Metric, call.data);
      goal.metric = {
        gid: call.site.nextGid(),
        unit: given.unit,
        precision: given.precision,
        initial: given.initial_number_value,
        target: given.target_number_value,
        current: given.current_number_value,
      };
      return one(call, goal);
    },
  },
  {
    method: "POST",
    path: "/goals/:goal/setMetricCurrentValue",
    scope: null,
    run: (call) => {
      const goal = goalOf(call);
      if (!goal.metric) throw badRequest("This goal has no metric.");
      goal.metric.current = readData(Value, call.data).current_number_value;
      return one(call, goal);
    },
  },
];
