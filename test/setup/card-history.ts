import { type Client, Refusal } from "@throughline/shared/client";
import fc from "fast-check";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { AsanaConnected } from "./asana-connected.ts";
import type { AsanaPage } from "./asana-page.ts";
import { byHand } from "./asana-truth.ts";

/** Something that a person does in Asana or on the dashboard, or days that pass. */
const KINDS = [
  ...["create", "create", "create", "link", "class"],
  ...["section", "section", "done", "reopen", "delete", "owner", "due"],
  ...["reading", "reading", "initiative", "goal", "private", "days", "days"],
  ...["unlink", "relink", "classify", "declassify"],
] as const;
export const step = fc.record({ kind: fc.constantFrom(...KINDS), pick: fc.nat(99), flag: fc.boolean() });
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A task that shows a card. `created`: how many others were made from it, and whether its attachment names their initiative. */
export interface Carrier {
  gid: string;
  created: { count: number; named: boolean } | null;
}

export interface World {
  on: AsanaConnected;
  page: AsanaPage;
  project: string;
  sections: string[];
  people: { insider: string; member: string };
}

/** Of the tasks that show a card the latest are looked at: people look at what they work on. */
const MOST = 8;

const Gid = z.object({ gid: z.string() });
const Days = z.object({ days: z.number(), now: z.string() });
const Waiting = z.object({ waiting: z.number() });

/** Until everything that was told has arrived, been read, done and evaluated. */
export async function settle({ on }: Pick<World, "on">): Promise<void> {
  const waiting = async () => Waiting.parse(await (await fetch(`${on.asana.url}/sandbox/events`)).json()).waiting;
  const { days } = await clockOf(on.url);
  for (let more = true; more;) {
    while ((await waiting()) > 0) await sleep(20);
    // Setting the clock to where it stands lets the worker go on until nothing waits.
    await send(`${on.url}/sandbox/clock`, "PUT", { days });
    more = (await waiting()) > 0;
  }
}

const clockOf = async (url: string) => Days.parse(await (await fetch(`${url}/sandbox/clock`)).json());

async function send(url: string, method: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}`);
}

interface About {
  pick: number;
  flag: boolean;
  /** Who does it, in Asana. */
  user: string;
  /** To which task; none while there is none. */
  gid: string | undefined;
}

const onTask =
  (work: (gid: string, pick: number) => Promise<unknown>) =>
  async ({ gid, pick }: About): Promise<string> => {
    if (gid === undefined) return "nothing there";
    await work(gid, pick);
    return gid;
  };

/** One goal with a measure, an initiative, and what happens to them. */
export class CardHistory {
  readonly carriers: Carrier[] = [];
  readonly done: string[] = [];
  readonly #world: World;
  readonly #name: string;
  goalId = "";
  initiative = { id: "", key: "" };
  #keyResultId = "";
  #small = false;
  #made = 0;

  constructor(world: World, name: string) {
    this.#world = world;
    this.#name = name;
  }

  async begin(small: boolean): Promise<void> {
    const admin = this.#admin;
    const { workspace, person } = await admin.getMe({});
    const year = Number(workspace.today.slice(0, 4));
    const period = { start: `${year - 1}-01-01`, due: `${year + 1}-12-31` };
    const goal = await admin.createGoal({
      title: `Keep customers ${this.#name}`,
      ownerId: person?.id ?? "",
      ...period,
    });
    this.goalId = goal.id;
    this.#small = small;
    const measure = small ? { baseline: 2, target: 4.46, unit: "h" } : { baseline: 98, target: 110, unit: "%" };
    this.#keyResultId = (await admin.createKeyResult({ id: goal.id, name: "Retention", cadence: 7, ...measure })).id;
    const { id, key } = await admin.createInitiative({
      goalId: goal.id,
      title: `Churn ${this.#name}`,
      state: "active",
    });
    this.initiative = { id, key };
    await this.take({ kind: "create", pick: 1, flag: true });
  }

  /** The words of what was done, for whoever must find out why a card was wrong. */
  async take(one: Step): Promise<void> {
    this.carriers.splice(0, this.carriers.length - MOST);
    const said = await this.#act(one).catch((error: unknown) => {
      // What a closed goal or a stale wish refuses did not happen, and the cards stand as they stood.
      if (error instanceof Refusal && [404, 409, 422].includes(error.status)) return `refused: ${error.code}`;
      throw error;
    });
    this.done.push(`${one.kind}${said === "" ? "" : ` (${said})`}`);
  }

  #act({ kind, pick, flag }: Step): Promise<string> {
    const { people } = this.#world;
    const gid = this.carriers[pick % Math.max(1, this.carriers.length)]?.gid;
    return this.#acts[kind]({ pick, flag, gid, user: flag ? people.insider : people.member });
  }

  readonly #acts: Record<Step["kind"], (about: About) => Promise<string>> = {
    create: ({ user, pick }) => this.#create(user, pick),
    link: ({ user }) => this.#attach(user, this.initiative.key),
    class: ({ user }) => this.#attach(user, "debt"),
    reading: async ({ pick }) => {
      const on = (await this.#admin.getMe({})).workspace.today;
      const value = this.#small ? 2 + (pick % 26) / 10 + 0.04 : 97 + (pick % 28) / 2 + 0.1;
      await this.#admin.createReading({ id: this.#keyResultId, on, value });
      return String(value);
    },
    initiative: async ({ pick }) => {
      const { version, id } = await this.#admin.getInitiative({ id: this.initiative.id });
      const state = (["active", "active", "proposed", "done", "stopped"] as const)[pick % 5] ?? "active";
      await this.#admin.changeInitiative({ id, version, state });
      return state;
    },
    goal: ({ pick }) => this.#goal(pick),
    private: async () => {
      const { version, viewers, id } = await this.#admin.getGoal({ id: this.goalId });
      await this.#admin.changeGoal({ id, version, viewers: viewers === null ? [] : null });
      return viewers === null ? "hidden" : "open";
    },
    days: ({ pick, flag }) => this.#days(1 + (pick % 8), flag ? "goes_on" : "stands_still"),
    section: onTask((gid, pick) => {
      const { on, sections } = this.#world;
      const section = sections[pick % sections.length] ?? "";
      return byHand(on.asana, "POST", `/sections/${section}/addTask`, z.object({}), { task: gid });
    }),
    done: onTask((gid) => this.#put(gid, { completed: true })),
    reopen: onTask((gid) => this.#put(gid, { completed: false })),
    owner: onTask((gid, pick) => this.#put(gid, { assignee: pick % 3 === 0 ? null : this.#world.people.member })),
    due: onTask((gid, pick) => this.#put(gid, { due_on: pick % 2 === 0 ? "2026-11-02" : "2030-01-01" })),
    delete: onTask(async (gid) => {
      await byHand(this.#world.on.asana, "DELETE", `/tasks/${gid}`, z.object({}));
      this.carriers.splice(0, this.carriers.length, ...this.carriers.filter((one) => one.gid !== gid));
    }),
    unlink: onTask(async (gid) =>
      this.#admin.unlinkWorkItem({ id: await this.#itemOf(gid), initiativeId: this.initiative.id }),
    ),
    relink: onTask(async (gid) =>
      this.#admin.linkWorkItem({ id: await this.#itemOf(gid), initiativeId: this.initiative.id }),
    ),
    classify: onTask(async (gid) => this.#admin.classifyWorkItem({ id: await this.#itemOf(gid), class: "debt" })),
    declassify: onTask(async (gid) => this.#admin.declassifyWorkItem({ id: await this.#itemOf(gid) })),
  };

  get #admin(): Client {
    return this.#world.on.admin;
  }

  #put(gid: string, data: object): Promise<unknown> {
    return byHand(this.#world.on.asana, "PUT", `/tasks/${gid}`, Gid, data);
  }

  async #itemOf(gid: string): Promise<string> {
    const { connectionId } = this.#world.on;
    return (await this.#admin.listWorkItems({ connectionId, id: gid })).items[0]?.id ?? "";
  }

  async #create(user: string, pick: number): Promise<string> {
    const titles = Array.from({ length: 1 + (pick % 2) }, () => `${this.#name} task ${++this.#made}`);
    const wanted = { initiative: this.initiative.key, titles: titles.join("\n"), due: null };
    const owner = pick % 3 === 0 ? {} : { owner: null };
    const also = pick % 4 === 0 ? ["this"] : [];
    // Under a private goal nothing is attached that would name it: such a task shows no card.
    const hidden = (await this.#admin.getGoal({ id: this.goalId })).viewers !== null;
    const said = await this.#form(user, { ...wanted, ...owner, also }, titles.length);
    const { on, project } = this.#world;
    // Those that stood here before are not asked for: a list is a hundred long at most.
    const since = new Date(Date.parse((await clockOf(on.url)).now) - 60_000).toISOString();
    await settle(this.#world);
    const Named = z.object({ gid: z.string(), name: z.string() });
    const path = `/tasks?limit=100&opt_fields=name&modified_since=${since}&project=${project}`;
    for (const { gid, name } of await byHand(on.asana, "GET", path, z.array(Named)))
      if (titles.includes(name) && !hidden) this.carriers.push({ gid, created: null });
    return said;
  }

  /** The app's form on a task made by hand; where it was taken, that task shows a card. */
  async #form(user: string, values: Record<string, unknown>, count: number): Promise<string> {
    const gid = await this.#anchor();
    const submitted = await this.#world.page.submit(user, gid, values);
    if (submitted.outcome !== "attach") return submitted.errors.join("; ");
    const query = `?created=${count}`;
    const named = submitted.url.endsWith(`/go/asana/${gid}${query}&under=${this.initiative.key}`);
    if (!named && !submitted.url.endsWith(`/go/asana/${gid}${query}`)) throw new Error(`attached ${submitted.url}`);
    this.carriers.push({ gid, created: { count, named } });
    return "";
  }

  /** The app's lookup on a task made by hand. */
  async #attach(user: string, query: string): Promise<string> {
    const gid = await this.#anchor();
    const attached = await this.#world.page.attach(user, gid, query);
    if (attached.outcome !== "attach") return attached.errors.join("; ");
    this.carriers.push({ gid, created: null });
    return "";
  }

  async #anchor(): Promise<string> {
    const { on, project } = this.#world;
    const name = `${this.#name} anchor ${++this.#made}`;
    return (await byHand(on.asana, "POST", "/tasks", Gid, { name, projects: [project] })).gid;
  }

  async #goal(pick: number): Promise<string> {
    const admin = this.#admin;
    const goal = await admin.getGoal({ id: this.goalId });
    const { id } = goal;
    if (goal.state === "closed") await admin.reopenGoal({ id, reason: "It goes on." });
    else if (pick % 3 === 0) await admin.closeGoal({ id, dropped: pick % 2 === 0, reason: "It is over." });
    else {
      const state = goal.state === "active" ? "paused" : "active";
      await admin.changeGoal({ id, version: goal.version, state, reason: "For now." });
    }
    return (await admin.getGoal({ id })).state;
  }

  async #days(days: number, mode: string): Promise<string> {
    await send(`${this.#world.on.url}/sandbox/days`, "POST", { days, mode });
    // The app asks the service for the day once a second.
    await sleep(1100);
    return `${days}, ${mode}`;
  }
}

/** The dashboard's API as this person may ask it. */
export interface Viewer {
  name: string;
  account: string;
  /** Null: Throughline does not know whose account it is. */
  client: Client | null;
}
