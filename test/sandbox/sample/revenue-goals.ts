// What Revenue wants to reach, with its goals for advisory work below each other.
import { CYCLE, type GoalPlan } from "./shapes.ts";

export const retention: GoalPlan = {
  ...CYCLE,
  ref: "retention",
  title: "Increase net revenue retention from 98% to 110%",
  why: "New business costs us five times what a renewal does; growth that leaks is not growth.",
  owner: "Priya",
  team: "Revenue",
  level: "company",
  priority: 1,
  keyResults: [
    {
      name: "Net revenue retention",
      unit: "%",
      way: [98, 110],
      every: 7,
      readings: [98, 98.5, 99.2, 99.7, 100.3, 100.8, 101.3, 101.9, 102.5, 103.1, 103.6],
    },
  ],
  initiatives: [
    {
      ref: "churn",
      title: "Reduce churn in enterprise accounts",
      owner: "Priya",
      hypothesis: "If every enterprise account at risk has a sponsor and a plan, gross churn falls by a third.",
      predicts: 6,
    },
    {
      ref: "value",
      title: "Improve time-to-value",
      owner: "Tomás",
      hypothesis: "Customers who see their own data in the first week renew at twice the rate of the others.",
      predicts: 3,
    },
    {
      ref: "expansion",
      title: "Proactive expansion motion",
      owner: "Nadia",
      hypothesis: "An offer made when usage passes 80% of the plan is taken by one account in four.",
      predicts: 3,
    },
  ],
  ends: ["green", "R8"],
};

export const advisory: GoalPlan = {
  ...CYCLE,
  ref: "advisory",
  title: "Grow strategic advisory revenue",
  why: "Clients who buy advice stay four years longer.",
  owner: "Priya",
  team: "Revenue",
  level: "company",
  priority: 2,
  keyResults: [
    {
      name: "Advisory revenue",
      unit: "M€",
      way: [1.2, 2],
      every: 14,
      readings: [1.2, 1.28, 1.35, 1.42, 1.5, 1.57],
    },
    { name: "Advisory clients", unit: "", way: [12, 20], every: 14, readings: [12, 13, 13, 14, 15, 16] },
    {
      name: "Client satisfaction",
      unit: "",
      way: { keep: [90, 100] },
      every: 14,
      readings: [92, 92, 93, 92, 94, 93],
    },
  ],
  initiatives: [
    {
      ref: "regulated",
      title: "Offer for regulated industries",
      owner: "Priya",
      hypothesis: "Banks and insurers buy advice when it comes with an architecture that their auditors know.",
      predicts: 0.5,
    },
    {
      ref: "audit-firms",
      title: "Audit firms as partners",
      owner: "Nadia",
      hypothesis: "Each audit firm brings three mandates a year.",
      predicts: 0.3,
    },
  ],
  ends: ["amber", "R8", "CHILDREN_RED"],
};

export const winRate: GoalPlan = {
  ...CYCLE,
  ref: "win-rate",
  title: "Win more of the advisory proposals we write",
  why: "A proposal costs twelve days; three of four are written for nothing.",
  owner: "Sam",
  team: "Revenue",
  level: "team",
  priority: 3,
  parent: "advisory",
  keyResults: [
    {
      name: "Proposal win rate",
      unit: "%",
      way: [25, 40],
      every: 7,
      readings: [25, 25, 26, 25, 26, 26, 26, 26, 26, 26, 26],
    },
  ],
  initiatives: [
    {
      ref: "proposals",
      title: "Quicker proposals",
      owner: "Sam",
      hypothesis: "Who answers within two days instead of ten wins every second time.",
      predicts: 12,
    },
  ],
  ends: ["red", "R5", "FALSE_POSITIVE", "NOTHING_LIVE"],
};

export const references: GoalPlan = {
  ref: "references",
  title: "Bring three reference clients to the table",
  why: "Buyers believe their peers.",
  owner: "Sam",
  team: "Revenue",
  level: "person",
  priority: 3,
  parent: "win-rate",
  start: 62,
  due: 150,
  keyResults: [{ name: "Reference clients", unit: "", way: [0, 3], every: 7, first: 62, readings: [0, 0] }],
  initiatives: [
    {
      ref: "happy-clients",
      title: "Ask our happiest clients",
      owner: "Sam",
      hypothesis: "Three of five say yes if the first call is theirs to shape.",
    },
  ],
  ends: ["warming", "R9"],
};

export const dach: GoalPlan = {
  ref: "dach",
  title: "Win 40 mid-market customers in DACH",
  why: "Two of our three closest rivals have no German product yet.",
  owner: "Nadia",
  team: "Revenue",
  level: "team",
  priority: 2,
  start: 0,
  due: 110,
  keyResults: [
    {
      name: "Mid-market customers won",
      unit: "",
      way: [0, 40],
      every: 7,
      readings: [0, 2, 3, 5, 6, 7, 8, 8, 9],
    },
  ],
  initiatives: [
    {
      ref: "resellers",
      title: "Resellers in Germany and Austria",
      owner: "Nadia",
      hypothesis: "Mid-market firms buy from the house that already keeps their systems.",
      predicts: 25,
    },
    {
      ref: "german",
      title: "German product and documents",
      owner: "Lena",
      hypothesis: "A contract under German law takes three weeks out of every deal.",
      predicts: 15,
    },
  ],
  ends: ["red", "R5", "FORECAST_LATE", "QUIET_WEEK", "READING_OVERDUE"],
};

export const nordics: GoalPlan = {
  ref: "nordics",
  title: "Win ten lighthouse customers in the Nordics",
  why: "To decide by spring whether a team of its own would pay.",
  owner: "Nadia",
  team: "Revenue",
  level: "team",
  priority: 3,
  start: 64,
  due: 240,
  draft: true,
  keyResults: [{ name: "Lighthouse customers", unit: "", way: [0, 10], every: 14, readings: [] }],
  initiatives: [],
  ends: ["draft", "R2"],
};
