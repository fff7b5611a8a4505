import { z } from "zod";
import { at, Id, list, paging, text, Version, Zone } from "./basics.ts";
import { Day } from "./calendar.ts";
import { endpoint } from "./endpoint.ts";
import { Role } from "./vocabulary.ts";

export const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: Role.nullable(),
  teamIds: z.array(z.string()),
  /** How many items in progress are within this person's limit (insight.md, owner load). */
  limit: z.number(),
  version: z.number(),
});
export type Person = z.infer<typeof Person>;

export const Team = z.object({ id: z.string(), name: z.string(), personIds: z.array(z.string()) });
export const Period = z.object({ id: z.string(), name: z.string(), start: z.string(), due: z.string() });
export const Me = z.object({
  workspace: z.object({ id: z.string(), name: z.string(), zone: z.string(), today: z.string(), version: z.number() }),
  person: Person.nullable(),
});
export type Me = z.infer<typeof Me>;

export const peopleEndpoints = {
  getMe: endpoint({
    method: "GET",
    path: "/me",
    summary: "Who is calling, and in which workspace.",
    input: z.strictObject({}),
    reply: Me,
  }),
  createWorkspace: endpoint({
    method: "POST",
    path: "/workspaces",
    who: "admin",
    summary: "A new workspace with its first admin.",
    input: z.strictObject({
      name: text(100),
      zone: Zone.default("UTC"),
      admin: z.strictObject({ name: text(100), email: z.email() }),
    }),
    reply: z.object({ id: z.string(), name: z.string(), token: z.string() }),
  }),
  listPeople: endpoint({
    method: "GET",
    path: "/people",
    summary: "The people of the workspace.",
    input: z.strictObject({ ...at, ...paging, q: z.string().max(100).optional() }),
    reply: list(Person),
  }),
  createPerson: endpoint({
    method: "POST",
    path: "/people",
    who: "admin",
    summary: "A person; with a role, one who may sign in.",
    input: z.strictObject({
      name: text(100),
      email: z.email().optional(),
      role: Role.optional(),
      limit: z.number().int().min(1).max(50).optional(),
    }),
    reply: Person,
    refusals: ["email_taken"],
  }),
  updatePerson: endpoint({
    method: "PATCH",
    path: "/people/:id",
    who: "viewer",
    summary: "Admins change anybody's name, address, role and limit; everybody their own name and limit.",
    input: z.strictObject({
      id: Id,
      version: Version,
      name: text(100).optional(),
      email: z.email().nullable().optional(),
      role: Role.optional(),
      limit: z.number().int().min(1).max(50).optional(),
    }),
    reply: Person,
    refusals: ["email_taken", "last_admin", "no_member"],
  }),
  endMembership: endpoint({
    method: "DELETE",
    path: "/people/:id/membership",
    who: "admin",
    summary:
      "This person can't sign in any more, at once: sessions, tokens and waiting invitations, also those to others, end.",
    input: z.strictObject({
      id: Id,
      /** The member who becomes the owner of the private goals that nobody else may see. */
      handOver: Id.optional(),
    }),
    reply: Person,
    refusals: ["last_admin", "no_member", "only_audience"],
  }),
  updateWorkspace: endpoint({
    method: "PATCH",
    path: "/workspace",
    who: "admin",
    summary: "Renames the workspace.",
    input: z.strictObject({ version: Version, name: text(100) }),
    reply: Me.shape.workspace,
  }),
  listTeams: endpoint({
    method: "GET",
    path: "/teams",
    summary: "Teams and their people.",
    input: z.strictObject({ ...at, ...paging }),
    reply: list(Team),
  }),
  createTeam: endpoint({
    method: "POST",
    path: "/teams",
    who: "admin",
    summary: "A team.",
    input: z.strictObject({ name: text(100), personIds: z.array(Id).max(500).default([]) }),
    reply: Team,
    refusals: ["name_taken", "unknown_person"],
  }),
  listPeriods: endpoint({
    method: "GET",
    path: "/periods",
    summary: "Planning periods.",
    input: z.strictObject({ ...at, ...paging }),
    reply: list(Period),
  }),
  createPeriod: endpoint({
    method: "POST",
    path: "/periods",
    who: "admin",
    summary: "A planning period, for example Q4 2026.",
    input: z.strictObject({ name: text(100), start: Day, due: Day }),
    reply: Period,
    refusals: ["name_taken", "due_before_start"],
  }),
} as const;
