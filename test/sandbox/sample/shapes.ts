// What the sample's tables are made of. Days are counted from the first of its 71 days; the last of them is today.
import type { AsanaProject, First, Project, TeamName } from "./company.ts";

export const LAST_DAY = 70;

/** From when to when most goals run. */
export const CYCLE = { start: 0, due: 150 };

export interface KeyResultPlan {
  name: string;
  unit: string;
  /** From where to where, or the band to stay in. */
  way: readonly [baseline: number, target: number] | { keep: readonly [lo: number, hi: number] };
  /** Days between two readings, and the days between the first two of the list. */
  every: number;
  /** The day of the first reading; one more every so many days. */
  first?: number;
  readings: readonly number[];
}

export interface InitiativePlan {
  ref: string;
  title: string;
  owner: First;
  hypothesis: string;
  /** How far the first key result moves by the end, if the hypothesis holds. */
  predicts?: number;
}

export interface GoalPlan {
  ref: string;
  title: string;
  why: string;
  owner: First;
  team: TeamName;
  level: "company" | "team" | "person";
  priority: 1 | 2 | 3 | 4;
  start: number;
  due: number;
  parent?: string;
  draft?: true;
  /** Only the owner and the workspace's admin may see it. */
  private?: true;
  keyResults: readonly KeyResultPlan[];
  initiatives: readonly InitiativePlan[];
  /** What the goal must show today: state, rule and flags. */
  ends: readonly [state: string, rule: string, ...flags: string[]];
}

export interface More {
  type?: "Story" | "Bug";
  points?: number;
  /** Made in Jira's own form, and linked on this day. */
  attached?: number;
  /** Flagged as blocked on this day. */
  blocked?: number;
  /** Only some may read it in Jira. */
  confidential?: true;
  parts?: readonly Part[];
  /** The same piece of work, told in Jira under this title. */
  sameAs?: string;
}

/** Title, owner, the day it was made, and its moves: "P4 D11" is in progress on day 4 and done on day 11. */
export type Part = readonly [title: string, owner: First, made: number, moves: string];
/** The same with the project before, and after it the due day where the item is still open. */
export type Row = readonly [
  project: Project | AsanaProject,
  title: string,
  owner: First,
  made: number,
  moves: string,
  due?: number | undefined,
  more?: More,
];

const WORDS = { T: "To Do", P: "In Progress", R: "In Review", D: "Done", X: "Won't do" } as const;
export type Status = (typeof WORDS)[keyof typeof WORDS];

export interface Move {
  day: number;
  to: Status;
}

/** Reads "P4 R9 D11". */
export function movesIn(text: string): Move[] {
  return text.split(" ").flatMap((word) => {
    if (word === "") return [];
    const read = /^([TPRDX])(\d+)$/.exec(word);
    if (!read) throw new Error(`No move: ${word}`);
    return [{ to: WORDS[read[1] as keyof typeof WORDS], day: Number(read[2]) }];
  });
}
