import type { Goal } from "@throughline/shared/goals";

/** A goal with what a test says, the rest plain. */
export const goalOf = (given: Partial<Goal> = {}): Goal => ({
  id: "g1",
  key: "G-1",
  title: "Increase net revenue retention",
  why: null,
  level: "company",
  ownerId: null,
  teamId: null,
  periodId: null,
  parentId: null,
  weight: 1,
  priority: 2,
  ambition: "committed",
  state: "active",
  dropped: false,
  start: "2026-10-01",
  due: "2026-12-31",
  viewers: null,
  version: 1,
  createdAt: "2026-10-01T09:00:00Z",
  ...given,
});
