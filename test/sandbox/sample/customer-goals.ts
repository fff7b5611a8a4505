// What the people who speak with customers want to reach.
import { CYCLE, type GoalPlan } from "./shapes.ts";

export const nps: GoalPlan = {
  ...CYCLE,
  ref: "nps",
  title: "Raise customer NPS from 32 to 50",
  why: "Promoters bring a third of our new customers.",
  owner: "Dana",
  team: "Customer",
  level: "company",
  priority: 2,
  keyResults: [
    {
      name: "Customer NPS",
      unit: "",
      way: [32, 50],
      every: 7,
      readings: [32, 32.5, 33, 33.6, 34.2, 34.8, 35.4, 36.1, 36.7, 37.4, 38],
    },
  ],
  initiatives: [
    {
      ref: "detractors",
      title: "Close the loop with detractors",
      owner: "Dana",
      hypothesis: "Half of those whom we call within two days give us a seven or more next time.",
      predicts: 10,
    },
    {
      ref: "first-week",
      title: "Redesign the first week",
      owner: "Marco",
      hypothesis: "Most of a low score is decided in the first week.",
      predicts: 8,
    },
  ],
  ends: ["amber", "R6"],
};

export const tickets: GoalPlan = {
  ...CYCLE,
  ref: "tickets",
  title: "Cut support tickets by 40%",
  why: "Every second ticket asks what a page could have answered.",
  owner: "Aiko",
  team: "Customer",
  level: "team",
  priority: 2,
  keyResults: [
    {
      name: "Tickets per 1,000 customers a month",
      unit: "",
      way: [250, 150],
      every: 7,
      readings: [250, 246, 241, 237, 232, 226, 222, 217, 212, 208, 203],
    },
  ],
  initiatives: [
    {
      ref: "help-centre",
      title: "Self-service help centre",
      owner: "Aiko",
      hypothesis: "Six in ten questions are never asked when the answer is found in three words.",
      predicts: -70,
    },
    {
      ref: "repeat-tickets",
      title: "Fix the five causes of repeat tickets",
      owner: "Oskar",
      hypothesis: "Five faults make a third of all tickets that come back.",
      predicts: -30,
    },
  ],
  ends: ["amber", "R8", "STALLED"],
};

export const response: GoalPlan = {
  ref: "response",
  title: "Answer every support request within 2 hours",
  why: "After two hours customers ask a second time, and then a third.",
  owner: "Aiko",
  team: "Customer",
  level: "team",
  priority: 2,
  start: -80,
  due: 40,
  keyResults: [
    {
      name: "Median first response",
      unit: "hours",
      way: [8, 2],
      every: 7,
      readings: [4.8, 4.1, 3.4, 2.8, 2.3, 1.9],
    },
  ],
  initiatives: [
    {
      ref: "rota",
      title: "Support rota over three time zones",
      owner: "Aiko",
      hypothesis: "Most of the wait is the night.",
      predicts: -4,
    },
  ],
  ends: ["achieved", "R1"],
};
