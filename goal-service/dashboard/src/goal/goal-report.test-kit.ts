import type { GoalReport, NamedItem } from "@throughline/shared/goal-report";

export const namedItem: NamedItem = {
  key: "CS-412",
  title: "Audit top-10 at-risk accounts",
  url: "https://tool.example/browse/CS-412",
  tool: "jira",
  owner: "Dana Okafor",
  ownerId: "dana",
  statusName: "In progress",
  due: null,
  movedAt: "2026-11-06T16:20:00Z",
  initiativeId: null,
};

/** A report with what a test says, the rest plain. */
export const reportOf = (given: Partial<GoalReport>): GoalReport => ({
  asOf: "2026-11-20",
  state: "amber",
  computed: "amber",
  rule: "R8",
  outcome: "green",
  work: "amber",
  flags: [],
  progress: null,
  expected: null,
  keyResults: [],
  evidence: [],
  nextChange: null,
  smallestFix: null,
  passed: [],
  clears: [],
  modelVersion: 1,
  since: null,
  because: null,
  names: { items: { w1: namedItem }, keyResults: {}, children: {} },
  causes: [],
  history: [],
  ...given,
});
