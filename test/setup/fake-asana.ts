import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ItemRead } from "@throughline/shared/page";
import {
  type Draft,
  type PullConnector,
  type ToolContainer,
  ToolError,
  type ToolErrorKind,
} from "../../goal-service/src/connectors/connector.ts";
import { connectors, signIns } from "../../goal-service/src/connectors/registry.ts";
import type { SignedIn, SignIn, Tokens } from "../../goal-service/src/connectors/sign-in.ts";

/**
 * A tool in memory in the place of Asana, for what a sandbox can't be told to do: lose an answer after the work was done,
 * end a permission between two calls, take its time. Everything else is tried against the sandbox.
 */
export interface FakeAsana {
  /** Every call that came, with the token that it carried. */
  calls: { name: string; token: string }[];
  drafts: Draft[];
  tasks: Map<string, ItemRead>;
  /** What the next calls of this name do instead: refuse, before or after the work is done. */
  fail: (name: string, kind: ToolErrorKind, when?: "before" | "after") => void;
  /** How long a creation takes. */
  createMs: number;
  /** Who says yes on the consent page, by the code that comes back. */
  accounts: Map<string, SignedIn>;
  /** Tokens that hold; whatever else comes is signed out. */
  holding: Set<string>;
  revoked: string[];
  /** What was asked of the consent page and of the exchange. */
  asked: { challenge: string; redirectUri: string }[];
  exchanged: { code: string; verifier: string; redirectUri: string }[];
  expiresInS: number;
  /** What an account that says yes gives us. */
  tokensFor: (account: SignedIn) => Tokens;
  /** Everybody whom the tool shows. */
  people: { id: string; name: string }[];
  projects: ToolContainer[];
  /** A task that was there before. */
  seed: (id: string, over?: Partial<ItemRead>) => ItemRead;
}

export const PLANTED = "planted-token";
let made = 0;

export function plantAsana(now: () => Date): FakeAsana {
  const failing: { name: string; kind: ToolErrorKind; when: "before" | "after" }[] = [];
  const byMark = new Map<string, string>();
  const refreshOf = new Map<string, SignedIn>();
  const accessOf = new Map<string, SignedIn>();
  const fake: FakeAsana = {
    calls: [],
    drafts: [],
    people: [],
    projects: [],
    tasks: new Map(),
    fail: (name, kind, when = "before") => void failing.push({ name, kind, when }),
    createMs: 0,
    accounts: new Map(),
    holding: new Set(),
    revoked: [],
    asked: [],
    exchanged: [],
    expiresInS: 3600,
    tokensFor: (account) => tokens(account),
    seed: (id, over = {}) => {
      const task = taskOf(id, now(), over);
      fake.tasks.set(id, task);
      return task;
    },
  };

  const call = async <T>(name: string, token: string, work: () => T | Promise<T>): Promise<T> => {
    fake.calls.push({ name, token });
    const at = failing.findIndex((failure) => failure.name === name);
    const failure = at < 0 ? undefined : failing.splice(at, 1)[0];
    if (failure?.when === "before") throw new ToolError(failure.kind, "Not like this.");
    if (!fake.holding.has(token)) throw new ToolError("signed_out", "Who are you?");
    const result = await work();
    if (failure) throw new ToolError(failure.kind, "No answer.");
    return result;
  };
  const tokens = (account: SignedIn): Tokens => {
    const [access, refresh] = [`${PLANTED}-access-${++made}`, `${PLANTED}-refresh-${made}`];
    fake.holding.add(access);
    accessOf.set(access, account);
    refreshOf.set(refresh, account);
    return { access, refresh, expiresInS: fake.expiresInS, scopes: ["tasks:write", "users:read"] };
  };

  const unused = () => Promise.reject(new Error("not part of these tests"));
  const connector: PullConnector = {
    mode: "pull",
    writesMarks: true,
    readsAtOnce: 10,
    touches: () => [],
    read: (reach, ids) => call("read", reach.token, () => ids.map((id) => fake.tasks.get(id) ?? null)),
    changes: async function* () {
      await Promise.resolve();
      yield { items: [], missing: [], unread: [], cursor: "", last: true };
    },
    containers: (reach) => call("containers", reach.token, () => fake.projects),
    seesContainer: unused,
    people: (reach) => call("people", reach.token, () => fake.people),
    create: (reach, draft) =>
      call("create", reach.token, async () => {
        await sleep(fake.createMs);
        const id = String(5000 + ++made);
        fake.drafts.push(draft);
        byMark.set(draft.mark.link, id);
        return fake.seed(id, {
          ref: { container: draft.container, id },
          title: draft.title,
          mark: draft.mark,
          due: draft.due,
          assignees: draft.owner === null ? [] : [{ remoteId: draft.owner }],
        });
      }),
    findByMark: (reach, linkId) =>
      call("findByMark", reach.token, () => fake.tasks.get(byMark.get(linkId) ?? "") ?? null),
    writeMark: unused,
    showCard: unused,
    comment: unused,
    subscribe: unused,
    subscriptions: () => Promise.resolve([]),
    unsubscribe: unused,
    writeBack: {
      containerHealth: unused,
      statusUpdate: unused,
      goalsNaming: unused,
      goalMetric: unused,
      goalStatus: unused,
    },
  };

  const signIn: SignIn = {
    authorizeUrl: (app, { state, challenge, redirectUri }) => {
      fake.asked.push({ challenge, redirectUri });
      const query = new URLSearchParams({
        client_id: app.clientId,
        state,
        code_challenge: challenge,
        redirect_uri: redirectUri,
      });
      return `${app.origin}/-/oauth_authorize?${query.toString()}`;
    },
    exchange: async (_app, given) => {
      await Promise.resolve();
      fake.exchanged.push(given);
      const account = fake.accounts.get(given.code);
      if (!account) throw new ToolError("refused", "The code is not valid.");
      return tokens(account);
    },
    refresh: async (_app, token) => {
      fake.calls.push({ name: "refresh", token });
      await sleep(20);
      const at = failing.findIndex(({ name }) => name === "refresh");
      const failure = at < 0 ? undefined : failing.splice(at, 1)[0];
      if (failure) throw new ToolError(failure.kind, "Not now.");
      const account = refreshOf.get(token);
      if (!account || fake.revoked.includes(token)) throw new ToolError("signed_out", "It has ended.");
      return tokens(account);
    },
    revoke: async (_app, token) => {
      await Promise.resolve();
      fake.revoked.push(token);
    },
    me: async (_app, access) => {
      await Promise.resolve();
      const account = accessOf.get(access);
      if (!account) throw new ToolError("signed_out", "Who are you?");
      return account;
    },
  };
  connectors["asana"] = connector;
  signIns["asana"] = signIn;
  return fake;
}

const taskOf = (id: string, now: Date, over: Partial<ItemRead>): ItemRead =>
  ItemRead.parse({
    ref: { container: "P1", id },
    title: `Task ${id}`,
    url: `https://app.asana.test/0/P1/${id}`,
    type: "default_task",
    status: { name: "To do", category: "todo" },
    presence: "live",
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    ...over,
  });

/** An account of Asana, as its consent page would name it. */
export const asanaAccount = (name: string, over: Partial<SignedIn> = {}): SignedIn => ({
  id: `gid-${randomUUID()}`,
  name,
  email: `${name.toLowerCase().replaceAll(" ", ".")}@example.com`,
  workspaces: [{ id: "w1", name: "Acme" }],
  ...over,
});
