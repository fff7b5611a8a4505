import { host } from "./fake-host.ts";
import { CHOICES, panelItem } from "./fixtures.ts";

/** A panel on CS-12 where everything answers; each test changes what it is about. */
export const good = (value: unknown) => ({ ok: true, value });
export const bad = (problem: unknown) => ({ ok: false, problem });

const issue = { id: "10412", key: "CS-12", project: "CS", type: "10001" };
export const linked = { issue, panel: panelItem(), mark: null, trouble: null };
export const unlinked = { issue, panel: null, mark: null, trouble: null };
export const meta = {
  projects: [{ id: "1", key: "CS", name: "Customer Success" }],
  project: "CS",
  types: [{ id: "10001", name: "Task" }],
  type: "10001",
  extra: [],
  beyondUs: [],
  canOwn: true,
  canDue: true,
  me: "me-1",
  unread: null,
};

export const answers = (more: Record<string, (payload: unknown) => unknown> = {}) => ({
  showItem: () => good(linked),
  listChoices: () => good(CHOICES),
  createMeta: () => good(meta),
  check: () => good([]),
  createIssue: () => ({ state: "created", key: "CS-13", linked: "confirmed" }),
  ...more,
});

export const sent = (name: string): Record<string, unknown>[] =>
  host.invoked.filter((each) => each.name === name).map(({ payload }) => payload as Record<string, unknown>);
