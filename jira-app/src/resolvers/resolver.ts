import { makeResolver } from "@forge/resolver";
import type { z } from "zod";
import { hearAddress } from "../jira/site.ts";
import { type Calls, type PayloadOf, payloads, type Replies, type Rpc } from "../rpc.ts";
import { adminRepair, adminSetProjects, adminStatus } from "./admin.ts";
import { type Caller, callerIn } from "./caller.ts";
import { check, listChoices } from "./choices.ts";
import { createIssue } from "./create-issue.ts";
import { createMeta } from "./create-meta.ts";
import { findCreated } from "./find-created.ts";
import { linkIssue } from "./link-issue.ts";
import { showItem } from "./show-item.ts";

type Answer<Name extends keyof Calls> = (caller: Caller, payload: PayloadOf<Name>) => Promise<Replies[Name]>;

/** Every call passes here: its payload is parsed, and who is calling is read from the context, never from the payload. */
const handler =
  <Name extends keyof Calls>(name: Name, answer: Answer<Name>) =>
  ({ payload, context }: { payload: z.input<Calls[Name]>; context: unknown }): Promise<Replies[Name]> => {
    const caller = callerIn(context);
    if (caller.site !== null) hearAddress(caller.site);
    return answer(caller, payloads[name].parse(payload) as PayloadOf<Name>);
  };

export const resolver = makeResolver<Rpc>({
  showItem: handler("showItem", showItem),
  listChoices: handler("listChoices", listChoices),
  check: handler("check", check),
  createMeta: handler("createMeta", createMeta),
  createIssue: handler("createIssue", createIssue),
  findCreated: handler("findCreated", findCreated),
  linkIssue: handler("linkIssue", linkIssue),
  adminStatus: handler("adminStatus", adminStatus),
  adminSetProjects: handler("adminSetProjects", adminSetProjects),
  adminRepair: handler("adminRepair", adminRepair),
});
