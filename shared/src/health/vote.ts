import { atLeast, below } from "./compare.ts";
import type { ChildFacts } from "./fact-shapes.ts";
import type { Settings } from "./settings.ts";
import type { HealthState, Vote } from "./states.ts";

interface Voter {
  level: Vote;
  weight: number;
}

/** F10 over at least one voter. */
export function voteOf(voters: readonly Voter[], settings: Settings): Vote {
  const weights = { green: 0, amber: 0, red: 0, early: 0, outdated: 0 };
  for (const { level, weight } of voters) weights[level] += weight;
  const known = weights.green + weights.amber + weights.red;
  const all = known + weights.early + weights.outdated;
  const half = settings.voteKnown;
  if (below(known / all, half)) {
    const early = weights.early / all;
    return atLeast(early, half) || (early > 0 && atLeast(early + known / all, half)) ? "early" : "outdated";
  }
  if (known === 0) return "outdated";
  if (atLeast(weights.red / known, settings.voteRed)) return "red";
  return atLeast((weights.red + weights.amber) / known, settings.voteAmber) ? "amber" : "green";
}

const CHILD_VOTES: Record<HealthState, Vote | null> = {
  green: "green",
  amber: "amber",
  red: "red",
  achieved: "green",
  partial: "amber",
  missed: "red",
  warming: "early",
  outdated: "outdated",
  unmeasured: "outdated",
  dropped: null,
  draft: null,
  paused: null,
};

/** What a child's state counts for in its parent; null does not vote. */
export function childVote(state: HealthState): Vote | null {
  return CHILD_VOTES[state];
}

export function childVoters(children: readonly ChildFacts[]): Voter[] {
  return children.flatMap(({ state, weight = 1 }) => {
    const level = childVote(state);
    return level === null ? [] : [{ level, weight }];
  });
}
