import type { PortfolioRow } from "@throughline/shared/portfolio";

/** A goal's row with what a test says, the rest plain. */
export const rowOf = (given: Partial<PortfolioRow> & { id: string }): PortfolioRow => ({
  key: given.id.toUpperCase(),
  title: `Goal ${given.id}`,
  parentId: null,
  level: "company",
  priority: 2,
  due: "2026-12-31",
  ownerId: null,
  teamId: null,
  private: false,
  loweredFrom: null,
  state: "green",
  since: null,
  because: null,
  fault: null,
  flags: [],
  progress: 0.5,
  expected: 0.5,
  metric: null,
  trend: [],
  plan: [],
  open: 0,
  doing: 1,
  stalled: 0,
  initiatives: [],
  ...given,
});

export const initiativeRow = (id: string): PortfolioRow["initiatives"][number] => ({
  id,
  key: id.toUpperCase(),
  title: `Initiative ${id}`,
  mark: "green",
  state: "active",
  ownerId: null,
  done: 0,
  total: 1,
  doing: 1,
  stalled: 0,
});
