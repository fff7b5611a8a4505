// Acme's goals with their measures, readings and initiatives, and what each of them must show at the end; in the order in
// which they were written down, which is the order of their keys.
import { nps, response, tickets } from "./customer-goals.ts";
import { billing, employees, succession } from "./house-goals.ts";
import { activation, daysToValue, easiest } from "./product-goals.ts";
import { advisory, dach, nordics, references, retention, winRate } from "./revenue-goals.ts";
import type { GoalPlan } from "./shapes.ts";

export const goals: readonly GoalPlan[] = [
  retention,
  nps,
  tickets,
  activation,
  daysToValue,
  advisory,
  winRate,
  references,
  dach,
  employees,
  easiest,
  billing,
  response,
  nordics,
  succession,
];
