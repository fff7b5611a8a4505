import { z } from "zod";
import { at, Id, list, Moment, paging, text, Zone } from "./basics.ts";
import { endpoint } from "./endpoint.ts";
import { Me } from "./people.ts";
import { Role } from "./vocabulary.ts";

/** What became of a one-time address. `replaced`: a newer one was made. */
export const AddressState = z.enum(["waiting", "used", "expired", "withdrawn", "replaced"]);
export type AddressState = z.infer<typeof AddressState>;

/** What follows the # of a one-time address; it travels in bodies alone, never in an address that is logged. */
const Secret = z.string().min(1).max(200);

export const OneTimeAddress = z.object({
  kind: z.enum(["sign-in", "invitation", "set-up", "unknown"]),
  state: z.union([AddressState, z.literal("unknown")]),
  /** Whom it signs in, and where; only while it waits to be used. */
  who: z
    .object({
      workspace: z.string(),
      person: z.string(),
      role: Role,
      team: z.string().nullable(),
      invitedBy: z.string().nullable(),
      /** A member already, who gets a further address. */
      isMember: z.boolean(),
      /** Whose session this browser holds, which ends when the address is used. */
      signedInAs: z.string().nullable(),
    })
    .nullable(),
});
export type OneTimeAddress = z.infer<typeof OneTimeAddress>;

export const Session = z.object({
  id: z.string(),
  /** Browser and system, as the browser says. */
  device: z.string(),
  current: z.boolean(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
export type Session = z.infer<typeof Session>;

export const Token = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  personId: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
export type Token = z.infer<typeof Token>;

export const Invitation = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  role: Role,
  teamId: z.string().nullable(),
  state: AddressState,
  invitedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  /** When it was used or withdrawn. */
  endedAt: z.string().nullable(),
  version: z.number(),
});
export type Invitation = z.infer<typeof Invitation>;

const MadeInvitation = Invitation.extend({ address: z.string() });
const ADDRESS_REFUSALS = [
  "address_unknown",
  "address_used",
  "address_expired",
  "address_withdrawn",
  "address_replaced",
] as const;

export const accountEndpoints = {
  readAddress: endpoint({
    method: "POST",
    path: "/sign-in/address",
    who: "anyone",
    summary: "What a one-time address is for and whether it still works; uses nothing up.",
    input: z.strictObject({ secret: Secret }),
    reply: OneTimeAddress,
    status: 200,
  }),
  signIn: endpoint({
    method: "POST",
    path: "/sign-in",
    who: "anyone",
    summary: "Uses a one-time address up: the answer sets the session's cookie.",
    input: z.strictObject({ secret: Secret }),
    reply: Me,
    refusals: ADDRESS_REFUSALS,
  }),
  signOut: endpoint({
    method: "POST",
    path: "/sign-out",
    who: "viewer",
    summary: "Ends the session of this browser.",
    input: z.strictObject({}),
    reply: z.object({ signedOut: z.literal(true) }),
    status: 200,
  }),
  setUp: endpoint({
    method: "POST",
    path: "/set-up",
    who: "anyone",
    summary: "Makes the first workspace with its admin, once, and signs the admin in.",
    input: z.strictObject({
      secret: Secret,
      workspace: z.strictObject({ name: text(100), zone: Zone.default("UTC") }),
      admin: z.strictObject({ name: text(100), email: z.email().optional() }),
    }),
    reply: Me,
    refusals: ["address_unknown", "already_set_up"],
  }),
  listSessions: endpoint({
    method: "GET",
    path: "/sessions",
    summary: "Where you are signed in, newest first.",
    input: z.strictObject({ ...paging }),
    reply: list(Session),
  }),
  endSession: endpoint({
    method: "DELETE",
    path: "/sessions/:id",
    who: "viewer",
    summary: "Ends one of your sessions, and its live stream, at once.",
    input: z.strictObject({ id: Id }),
    reply: Session,
  }),
  listTokens: endpoint({
    method: "GET",
    path: "/tokens",
    summary: "Your API tokens, without their text.",
    input: z.strictObject({ ...at, ...paging }),
    reply: list(Token),
  }),
  createToken: endpoint({
    method: "POST",
    path: "/tokens",
    who: "viewer",
    summary: "An API token that acts as you; its text is shown once.",
    input: z.strictObject({ name: text(100), expiresAt: Moment.optional() }),
    reply: Token.extend({ token: z.string() }),
    refusals: ["expired"],
  }),
  endToken: endpoint({
    method: "DELETE",
    path: "/tokens/:id",
    who: "viewer",
    summary: "Revokes one of your API tokens.",
    input: z.strictObject({ id: Id }),
    reply: Token,
  }),
  listInvitations: endpoint({
    method: "GET",
    path: "/invitations",
    who: "admin",
    summary: "Who was invited and what became of it, newest first; without those that were replaced.",
    input: z.strictObject({ ...paging }),
    reply: list(Invitation),
  }),
  createInvitation: endpoint({
    method: "POST",
    path: "/invitations",
    who: "admin",
    summary:
      "A one-time address, shown once, by which a person signs in: a new one (name) or a known one (personId). An earlier one that waits is replaced.",
    input: z.strictObject({
      personId: Id.optional(),
      name: text(100).optional(),
      email: z.email().optional(),
      role: Role.optional(),
      teamId: Id.optional(),
    }),
    reply: MadeInvitation,
    refusals: ["already_member", "unknown_person"],
  }),
  renewInvitation: endpoint({
    method: "POST",
    path: "/invitations/:id/renew",
    who: "admin",
    summary: "A new address for the same person, for seven days from now; the old one ends.",
    input: z.strictObject({ id: Id }),
    reply: MadeInvitation,
    refusals: ["address_used", "address_replaced"],
  }),
  withdrawInvitation: endpoint({
    method: "DELETE",
    path: "/invitations/:id",
    who: "admin",
    summary: "Ends an address that nobody has used yet.",
    input: z.strictObject({ id: Id }),
    reply: Invitation,
    refusals: ["address_used", "address_replaced"],
  }),
} as const;
