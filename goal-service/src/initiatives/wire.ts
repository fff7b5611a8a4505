import type { Initiative as InitiativeWire } from "@throughline/shared/initiatives";
import type { Initiative } from "../generated/prisma/client.ts";
import { dayOf } from "../goals/wire.ts";
import type { InitiativeWork } from "./work.ts";

export const keyOf = (row: { no: number }): string => `INI-${row.no}`;

/** What of an initiative is written down; its mark and counts are the work's and are read with it. */
export function bodyOf(row: Initiative): Omit<InitiativeWire, "mark" | "counts"> {
  return {
    id: row.id,
    key: keyOf(row),
    goalId: row.goalId,
    keyResultId: row.keyResultId,
    title: row.title,
    hypothesis: row.hypothesis,
    ownerId: row.ownerId,
    due: row.due === null ? null : dayOf(row.due),
    predicted: row.predicted as InitiativeWire["predicted"],
    state: row.state as InitiativeWire["state"],
    version: row.version,
  };
}

const NO_WORK = { mark: "uncovered", counts: { todo: 0, doing: 0, done: 0, stalled: 0 } } as const;

export function showInitiative(row: Initiative, work: InitiativeWork | undefined): InitiativeWire {
  const { mark, counts } = work ?? NO_WORK;
  return { ...bodyOf(row), mark, counts };
}
