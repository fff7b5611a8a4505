// What the house wants for itself: its people and its own engine.
import { CYCLE, type GoalPlan } from "./shapes.ts";

export const employees: GoalPlan = {
  ...CYCLE,
  ref: "employees",
  title: "Raise employee net promoter score from 22 to 40",
  why: "We lost four senior people in a year, and all four told us why.",
  owner: "Grace",
  team: "People",
  level: "company",
  priority: 3,
  keyResults: [{ name: "Employee NPS", unit: "", way: [22, 40], every: 14, readings: [22, 23, 25] }],
  initiatives: [
    {
      ref: "managers",
      title: "Manager conversations every two weeks",
      owner: "Grace",
      hypothesis: "People leave managers whom they see once a quarter.",
      predicts: 10,
    },
  ],
  ends: ["outdated", "R4", "UNCOVERED"],
};

export const succession: GoalPlan = {
  ...CYCLE,
  ref: "succession",
  title: "Have a ready successor for both founding roles",
  why: "The board asked for names by spring. Not for everybody's eyes yet.",
  owner: "Grace",
  team: "People",
  level: "company",
  priority: 2,
  private: true,
  keyResults: [{ name: "Roles with a ready successor", unit: "", way: [0, 2], every: 28, readings: [0, 1, 1] }],
  initiatives: [],
  ends: ["green", "R8", "UNCOVERED", "UNEXPLAINED_MOVEMENT"],
};

export const billing: GoalPlan = {
  ...CYCLE,
  ref: "billing",
  title: "Retire the legacy billing engine",
  why: "It takes two people to keep it alive, and nobody else can read it.",
  owner: "Wei",
  team: "Platform",
  level: "team",
  priority: 2,
  keyResults: [
    {
      name: "Customers on the new engine",
      unit: "%",
      way: [0, 100],
      every: 7,
      readings: [0, 4, 8, 12, 17, 22, 27, 31, 34],
    },
  ],
  initiatives: [
    {
      ref: "invoices",
      title: "New invoices for every customer",
      owner: "Wei",
      hypothesis: "Nobody misses the old engine once two invoices in a row agree to the cent.",
      predicts: 100,
    },
  ],
  ends: ["paused", "R2"],
};
