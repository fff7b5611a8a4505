import type { Figure, Law, Scenario } from "./figures.ts";

export interface Gate {
  name: string;
  /** The worst that was found: a growth between two sizes, or the largest value; null where there is nothing to judge. */
  worst: number | null;
  limit: number;
  holds: boolean;
}

type Judged = Pick<Scenario<never>, "name" | "laws">;

const WORDS = { flat: "stay", linear: "grow no faster than the size", below: "stay below" };

/** Whether the figures keep the laws of their scenarios. What was not measured at two sizes has shown nothing and fails. */
export function judge(scenarios: readonly Judged[], figures: readonly Figure[]): Gate[] {
  return scenarios.flatMap(({ name, laws }) => {
    const mine = figures.filter(({ scenario }) => scenario === name).sort((a, b) => a.size - b.size);
    return laws.map((law) => {
      const worst = worstOf(law, mine);
      const what = `${name}: ${law.measure} ${WORDS[law.kind]}`;
      return { name: what, worst, limit: law.limit, holds: worst !== null && worst <= law.limit };
    });
  });
}

function worstOf({ measure, kind }: Law, figures: readonly Figure[]): number | null {
  const points = figures.flatMap(({ size, measures }) => {
    const value = measures[measure];
    return value === undefined ? [] : [{ size, value }];
  });
  if (points.length < 2 || points.length < figures.length) return null;
  if (kind === "below") return Math.max(...points.map(({ value }) => value));
  // Every pair, because a small beginning hides how it goes on.
  const growths = points.flatMap((small, index) =>
    points.slice(index + 1).map((large) => {
      // Of nothing there is no growth: less than one counts as one.
      const grown = large.value / Math.max(small.value, kind === "flat" ? 1 : Number.MIN_VALUE);
      return kind === "flat" ? grown : (grown * small.size) / large.size;
    }),
  );
  return Math.max(...growths);
}
