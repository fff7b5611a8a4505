// What Product wants to reach.
import { CYCLE, type GoalPlan } from "./shapes.ts";

export const activation: GoalPlan = {
  ...CYCLE,
  ref: "activation",
  title: "Raise activation rate by 30%",
  why: "Those who finish a first project stay; of the others we lose seven in ten.",
  owner: "Lena",
  team: "Product",
  level: "team",
  priority: 2,
  keyResults: [
    {
      name: "Activation rate",
      unit: "%",
      way: [40, 52],
      every: 7,
      readings: [40, 40.4, 41.1, 41.5, 42.2, 42.8, 43.3, 43.9, 44.5, 45, 45.7],
    },
  ],
  initiatives: [
    {
      ref: "first-project",
      title: "Guided first project",
      owner: "Tomás",
      hypothesis: "A first project in five steps takes ten minutes and leaves nobody before an empty page.",
      predicts: 8,
    },
    {
      ref: "teammate",
      title: "Invite a teammate on day one",
      owner: "Lena",
      hypothesis: "Two people in a workspace are activated three times as often as one.",
      predicts: 4,
    },
  ],
  ends: ["green", "R8"],
};

export const daysToValue: GoalPlan = {
  ...CYCLE,
  ref: "days-to-value",
  title: "Cut time to value from 14 to 3 days",
  why: "The second week without a result is when projects die.",
  owner: "Tomás",
  team: "Product",
  level: "team",
  priority: 2,
  keyResults: [
    {
      name: "Days from contract to first result",
      unit: "days",
      way: [14, 3],
      every: 7,
      readings: [14, 13.4, 12.9, 12.5, 11.9, 11.4, 10.9, 10.3, 9.8, 9.3, 8.8],
    },
  ],
  initiatives: [
    {
      ref: "connectors",
      title: "Ready-made connectors",
      owner: "Wei",
      hypothesis: "Three connectors cover seven customers in ten, and each saves four days.",
      predicts: -6,
    },
    {
      ref: "migration",
      title: "Data migration in a day",
      owner: "Oskar",
      hypothesis: "A dry run with a report removes two of three rounds of questions.",
      predicts: -4,
    },
  ],
  ends: ["green", "R8"],
};

export const easiest: GoalPlan = {
  ...CYCLE,
  ref: "easiest",
  title: "Become the easiest vendor to work with",
  why: "Buyers tell us that our contracts take longer than our product.",
  owner: "Lena",
  team: "Product",
  level: "team",
  priority: 3,
  keyResults: [],
  initiatives: [
    {
      ref: "contracts",
      title: "Contracts signed within a week",
      owner: "Lena",
      hypothesis: "A shorter agreement is read once, and signed.",
    },
  ],
  ends: ["unmeasured", "R3", "THEME_NOT_GOAL"],
};
