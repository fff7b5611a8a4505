import type { Choice, PanelItem } from "@throughline/shared/panel";
import type { WorkItem } from "@throughline/shared/work-items";
import type { Answers } from "./service-double.ts";

/** What the service answers in the tests of this app, unless a test says otherwise. */

export const choice = (over: Partial<Choice> = {}): Choice => ({
  initiativeId: "i-12",
  class: null,
  key: "INI-12",
  title: "Reduce churn in enterprise accounts",
  mark: "green",
  doing: 3,
  goal: { key: "G-1", title: "Increase net revenue retention", state: "amber", private: false },
  due: "2026-12-18",
  ...over,
});

export const item = (over: Partial<WorkItem> = {}): WorkItem => ({
  id: "w-1",
  connectionId: "c-1",
  tool: "asana",
  ref: { container: "9", id: "500" },
  key: null,
  title: "Audit the accounts at risk",
  url: "https://app.asana.test/0/9/500",
  type: "default_task",
  status: { name: "Doing", category: "doing" },
  blocked: false,
  blockedSince: null,
  owner: null,
  assignees: 0,
  due: null,
  points: null,
  subitems: { done: 0, total: 0 },
  parent: null,
  presence: "live",
  restricted: false,
  createdAt: "2026-11-02T09:00:00.000Z",
  updatedAt: "2026-11-06T16:20:00.000Z",
  movedAt: "2026-11-06T16:20:00.000Z",
  movedIsGuess: false,
  stalled: false,
  stallsOn: null,
  idleDays: 0,
  blockedDays: null,
  link: null,
  supporting: [],
  class: null,
  sameWork: null,
  ...over,
});

const line = (): Pick<PanelItem, "initiative" | "keyResult" | "goal" | "url"> => ({
  initiative: {
    id: "i-12",
    key: "INI-12",
    title: "Reduce churn in enterprise accounts",
    hypothesis: null,
    mark: "green",
    done: 1,
    total: 5,
    doing: 3,
  },
  keyResult: {
    name: "Net revenue retention",
    now: 106.9,
    expected: 108.2,
    unit: "%",
    baseline: 98,
    target: 110,
    lo: null,
    hi: null,
  },
  goal: {
    id: "g-1",
    key: "G-1",
    title: "Increase net revenue retention",
    priority: 1,
    due: "2026-12-31",
    state: "amber",
    private: false,
    since: "2026-11-10T00:00:00.000Z",
    because: "CS-412 has not moved for 14 days",
    behind: "3 items in progress",
  },
  url: "https://goals.test/initiatives/INI-12",
});

export const panelItem = (over: Partial<PanelItem> = {}): PanelItem => ({
  item: item({
    link: {
      id: "l-1",
      initiativeId: "i-12",
      initiativeKey: "INI-12",
      initiativeTitle: "Reduce churn in enterprise accounts",
      goalId: "g-1",
      origin: "born",
      at: "2026-11-02T09:00:00.000Z",
    },
  }),
  ...line(),
  siblings: [],
  ...over,
});

export const ACCOUNT = {
  account: "77",
  connected: true,
  authorizeUrl: null,
  person: { id: "p-1", name: "Priya Nair" },
  dashboard: "https://goals.test",
};

export const usual = (): Answers => ({
  getPanelAccount: () => ACCOUNT,
  getPanelChoices: () => ({ groups: [{ title: "Recently used", choices: [choice()] }] }),
  checkPanel: () => ({ warnings: [] }),
  createPanelItem: ({ title, linkId }) => item({ id: linkId, title }),
  linkPanelItem: () => item(),
  getPanelItem: () => panelItem(),
  getPanelInitiative: () => line(),
  listPanelPeople: () => ({
    items: [
      { account: "78", name: "Dana Okafor" },
      { account: "77", name: "Priya Nair" },
    ],
  }),
});
