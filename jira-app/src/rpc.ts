import { LinkId } from "@throughline/shared/basics";
import { Day } from "@throughline/shared/calendar";
import type { Connection } from "@throughline/shared/connections";
import type { Mark } from "@throughline/shared/link";
import type { Choices, PanelItem, Warning } from "@throughline/shared/panel";
import { WorkClass } from "@throughline/shared/vocabulary";
import { z } from "zod";
import type { ExtraField } from "./jira/create-meta.ts";
import type { Project } from "./jira/projects.ts";
import type { Outcome, Problem } from "./outcome.ts";

/**
 * The calls between our panels and our resolvers. A payload says what the person wants; who is asking, on which issue,
 * comes from the resolver's own context and from nowhere else.
 */

/**
 * What a link is for: an initiative (its key serves as id where that is all we know) or a class. `private`: its goal is, so
 * nothing in Jira may name it (product.md, rule 10).
 */
export const Target = z.union([
  z.strictObject({
    id: z.string().min(1).max(100),
    key: z.string().min(1).max(40),
    private: z.boolean().default(false),
  }),
  z.strictObject({ class: WorkClass }),
]);
export type Target = z.output<typeof Target>;

/** Its id; a key only where somebody typed one, or an address of ours was kept from before. */
const ProjectRef = z.string().regex(/^[A-Za-z0-9_]{1,100}$/);
const TypeId = z.string().regex(/^\d{1,20}$/);
const FieldId = z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/);
const AccountId = z.string().min(1).max(200);

export const payloads = {
  showItem: z.strictObject({}),
  listChoices: z.strictObject({
    project: ProjectRef.optional(),
    type: z.string().max(100).optional(),
    q: z.string().trim().max(100).optional(),
  }),
  check: z.strictObject({ target: Target, owner: AccountId.nullable(), due: Day.nullable() }),
  createMeta: z.strictObject({ project: ProjectRef.optional(), type: TypeId.optional() }),
  createIssue: z.strictObject({
    linkId: LinkId,
    target: Target,
    project: ProjectRef,
    type: TypeId,
    summary: z.string().trim().min(1).max(255),
    owner: AccountId.nullable(),
    due: Day.nullable(),
    values: z.record(FieldId, z.string().max(5000)),
  }),
  findCreated: z.strictObject({ linkId: LinkId, target: Target }),
  linkIssue: z.strictObject({ linkId: LinkId, target: Target }),
  adminStatus: z.strictObject({}),
  adminSetProjects: z.strictObject({ projects: z.array(ProjectRef).max(1000) }),
  adminRepair: z.strictObject({}),
};

export type Calls = typeof payloads;
export type PayloadOf<Name extends keyof Calls> = z.output<Calls[Name]>;

/** The issue that a panel stands on, as far as each side knows it. Service down: the mark still says what it is for. */
export interface ItemView {
  issue: { id: string; key: string; project: string | null; type: string | null };
  panel: PanelItem | null;
  mark: Mark | null;
  trouble: Problem | null;
}

export interface CreateMeta {
  projects: Project[];
  project: string | null;
  types: { id: string; name: string }[];
  type: string | null;
  extra: ExtraField[];
  beyondUs: string[];
  canOwn: boolean;
  canDue: boolean;
  me: string | null;
  /** Set where the panel stands in a project that no admin has chosen for Throughline. */
  unread: string | null;
}

export type CreateReply =
  | { state: "created"; key: string; linked: "confirmed" | "later" }
  /** No answer came back: the work item may exist. It is looked up, never made again by itself. */
  | { state: "lost" }
  /** `fields` that only Jira's own form can show; none: Jira takes no mark from us with the create call. */
  | { state: "own_form"; url: string; fields: string[] }
  | { state: "refused"; problem: Problem };

export type FindReply =
  { state: "created"; key: string; linked: "confirmed" | "later" } | { state: "not_found" | "unclear" };

export type LinkReply = { state: "linked"; told: boolean } | { state: "refused"; problem: Problem };

export interface AdminStatus {
  paired: boolean;
  code: string | null;
  connection: Connection | null;
  dashboard: string | null;
  projects: Project[];
}

export interface RepairReply {
  done: boolean;
  items: number;
}

export interface Replies {
  showItem: Outcome<ItemView>;
  listChoices: Outcome<Choices>;
  check: Outcome<Warning[]>;
  createMeta: Outcome<CreateMeta>;
  createIssue: CreateReply;
  findCreated: FindReply;
  linkIssue: LinkReply;
  adminStatus: Outcome<AdminStatus>;
  adminSetProjects: Outcome<AdminStatus>;
  adminRepair: Outcome<RepairReply>;
}

/** For `makeResolver` and `makeInvoke`. */
export type Rpc = { [Name in keyof Calls]: (payload: z.input<Calls[Name]>) => Promise<Replies[Name]> };
