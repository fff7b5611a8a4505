// What was said and decided in those ten weeks.
export type Event =
  | { day: number; goal: string; kind: "check-in"; note: string; confidence: number }
  | { day: number; goal: string; kind: "decision"; what: string; reason: string; until?: number }
  | { day: number; goal: string; kind: "priority"; to: 1 | 2 | 3 | 4; reason: string }
  | { day: number; goal: string; kind: "pause"; reason: string }
  | { day: number; goal: string; kind: "close"; reason: string };

export const story: readonly Event[] = [
  {
    day: 14,
    goal: "retention",
    kind: "check-in",
    note: "The interviews point at sponsors who left. We put the sponsor mapping before the playbook.",
    confidence: 0.6,
  },
  {
    day: 21,
    goal: "response",
    kind: "check-in",
    note: "The rota covers all three zones since Monday. Nights were most of the wait, as we thought.",
    confidence: 0.8,
  },
  {
    day: 28,
    goal: "employees",
    kind: "check-in",
    note: "25 after the summer survey. The next one is with the works council.",
    confidence: 0.5,
  },
  {
    day: 35,
    goal: "activation",
    kind: "check-in",
    note: "Empty states are live. Six in ten new workspaces now take the next step.",
    confidence: 0.7,
  },
  {
    day: 41,
    goal: "response",
    kind: "close",
    reason: "1.9 hours for three weeks in a row. What taught us most: the wait was at night, not in the queue.",
  },
  {
    day: 44,
    goal: "win-rate",
    kind: "check-in",
    note: "Proposals leave the house in two days now. The win rate has not noticed yet.",
    confidence: 0.4,
  },
  {
    day: 46,
    goal: "billing",
    kind: "priority",
    to: 4,
    reason: "Retention needs the same people until the renewals are through.",
  },
  {
    day: 49,
    goal: "retention",
    kind: "check-in",
    note: "101.9% and on plan. Next are the 25 largest accounts without a sponsor.",
    confidence: 0.7,
  },
  {
    day: 56,
    goal: "nps",
    kind: "decision",
    what: "Put the set-up guide before the monthly note",
    reason: "Two of three low scores name the first week; the note can wait for a month.",
  },
  {
    day: 58,
    goal: "advisory",
    kind: "check-in",
    note: "Sixteen clients are in sight. The proposals are the weak spot, see below.",
    confidence: 0.6,
  },
  {
    day: 60,
    goal: "billing",
    kind: "pause",
    reason: "Paused until the renewals are through; the old engine gets one more year of care.",
  },
  {
    day: 63,
    goal: "tickets",
    kind: "check-in",
    note: "212 and falling. The rewritten articles wait for Dana, who is in the refunds as well.",
    confidence: 0.6,
  },
  {
    day: 70,
    goal: "days-to-value",
    kind: "check-in",
    note: "Under nine days for the first time. Snowflake is in test with two customers.",
    confidence: 0.8,
  },
];
