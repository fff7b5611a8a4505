import { HealthState, isRunning } from "@throughline/shared/vocabulary";

/** In which order goals ask for attention: off track, at risk, no signal, on track, then what is not active. */
const ORDER: readonly HealthState[] = [
  "red",
  "amber",
  "outdated",
  "unmeasured",
  "warming",
  "green",
  "draft",
  "achieved",
  "partial",
  "missed",
  "dropped",
  "paused",
];

/** Work that goes on behind a goal that was paused or lowered asks for a decision before goals that are all right. */
const LEFT_WITH_WORK = ORDER.indexOf("outdated") + 0.5;

interface Asking {
  state: HealthState;
  priority: number;
  due: string;
  /** Items in progress, where they are known and count for the order. */
  doing?: number;
  /** The priority with which it was planned, where it is less urgent now. */
  loweredFrom?: number | null;
}

const place = ({ state, doing = 0, loweredFrom = null }: Asking) => {
  const left = state === "paused" || (loweredFrom !== null && isRunning({ state }));
  return doing > 0 && left ? Math.min(LEFT_WITH_WORK, ORDER.indexOf(state)) : ORDER.indexOf(state);
};

/** By state, then by priority, then by due day. */
export function byAttention(a: Asking, b: Asking): number {
  return place(a) - place(b) || a.priority - b.priority || a.due.localeCompare(b.due);
}

/**
 * What a goal shows: its stored state while its report stands for its life-cycle. A report that is not there yet, or
 * that a change has just outdated, is not guessed at: the life-cycle speaks, and an active goal has no signal yet.
 */
export function shownState(lifeCycle: string, stored: string | null): HealthState {
  const resting = lifeCycle === "draft" || lifeCycle === "paused";
  if (resting) return lifeCycle;
  const state = HealthState.safeParse(stored);
  return state.success ? state.data : "unmeasured";
}
