import { createIssue as create, ownForm } from "../jira/create-issue.ts";
import { fieldsOf } from "../jira/create-meta.ts";
import { newMark } from "../jira/mark.ts";
import { creatableProjects } from "../jira/projects.ts";
import { passing, type Problem } from "../outcome.ts";
import type { CreateReply, PayloadOf, Target } from "../rpc.ts";
import type { Caller } from "./caller.ts";
import { confirmLink, knownItem, stateLink } from "./confirm.ts";

type Wish = PayloadOf<"createIssue">;

/** A second click, or a repeat by the browser, meets the first call and gets its answer. */
const underWay = new Map<string, Promise<CreateReply>>();
const REMEMBERED = 200;

/** Troubles of the service that must not stop somebody from working: the mark is on the issue and is picked up later. */
const mayGoOn: (problem: Problem) => boolean = passing;

/** No mark may name a private goal, so only the service knows what such a link is for: without it nothing is made. */
const NEEDS_SERVICE: Problem = {
  kind: "refused",
  code: "private_goal",
  message:
    "This goal is private, so only Throughline may know what this work is for, and it is not answering. Try again in a minute.",
};
const isPrivate = (target: Target): boolean => "private" in target && target.private;

async function inOwnForm(wish: Wish, fields: string[]): Promise<CreateReply> {
  const projects = await creatableProjects([wish.project]);
  const project = projects.ok
    ? projects.value.find(({ id, key }) => id === wish.project || key === wish.project)
    : undefined;
  if (project === undefined) return { state: "refused", problem: { kind: "not_found" } };
  return { state: "own_form", url: ownForm(project.id, wish.type, wish.summary), fields };
}

/** Architecture, way (a): say what the link is for, make the issue with its mark in one call, confirm. */
async function run(caller: Caller, wish: Wish): Promise<CreateReply> {
  const type = await fieldsOf(wish.project, wish.type);
  if (!type.ok) return { state: "refused", problem: type.problem };
  if (type.value.beyondUs.length > 0) return inOwnForm(wish, type.value.beyondUs);

  const told = await stateLink(caller.accountId, wish.linkId, wish.target);
  if (!told.ok && !mayGoOn(told.problem)) return { state: "refused", problem: told.problem };
  if (!told.ok && isPrivate(wish.target)) return { state: "refused", problem: NEEDS_SERVICE };
  const there = told.ok ? await knownItem(caller.accountId, told.value.itemId) : null;
  if (there !== null) return { state: "created", key: there, linked: "confirmed" };

  const made = await create(wish, type.value, newMark(wish.linkId, wish.target));
  if (!made.ok) {
    return made.problem.kind === "unknown" ? { state: "lost" } : { state: "refused", problem: made.problem };
  }
  if (made.value === null) return inOwnForm(wish, []);
  const confirmed = await confirmLink(caller.accountId, wish.linkId, made.value.id);
  return { state: "created", key: made.value.key, linked: confirmed.ok ? "confirmed" : "later" };
}

export async function createIssue(caller: Caller, wish: Wish): Promise<CreateReply> {
  const name = `${caller.accountId ?? ""} ${wish.linkId}`;
  const first = underWay.get(name);
  if (first !== undefined) return first;
  const running = run(caller, wish);
  underWay.set(name, running);
  try {
    const reply = await running;
    // Only what is made stays remembered; after anything else the person may try again.
    if (reply.state !== "created") underWay.delete(name);
    return reply;
  } catch (error) {
    underWay.delete(name);
    throw error;
  } finally {
    const oldest = underWay.size > REMEMBERED ? underWay.keys().next().value : undefined;
    if (oldest !== undefined) underWay.delete(oldest);
  }
}

export const forgetCreated = (): void => {
  underWay.clear();
};
