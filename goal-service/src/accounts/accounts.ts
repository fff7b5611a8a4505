import { Role } from "@throughline/shared/vocabulary";
import type { Request } from "express";
import { personOfAccount } from "../connections/identity.ts";
import { connectionOf, installationOf } from "../connections/installation.ts";
import { connectionOfTenant } from "../connections/tenant.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { type Browser, browserOf } from "./browser.ts";
import type { Caller } from "./caller.ts";
import { type Credential, isSame, readCredential } from "./credentials.ts";
import { firstAdmin } from "./first-workspace.ts";
import { isOfKind } from "./secrets.ts";

/** Who is calling: a session, an API token, or an app with its invocation token (architecture.md, Who is calling). */
export async function authenticate(ground: Ground, request: Request): Promise<Caller> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (bearer && isSame(bearer, ground.config.adminToken)) return asFirstAdmin(ground);
  if (bearer && isSame(bearer, ground.config.asana.appToken)) return asanaApp(ground, request);
  if (bearer && isOfKind("token", bearer)) return personBehind(ground, await readCredential(ground, "token", bearer));
  if (bearer) return forgeApp(ground, request, bearer);
  return inSession(ground, browserOf(ground, request));
}

/** The cookie lives as long as its session does: it is set anew when a use of the session is noted. */
async function inSession(ground: Ground, { session = "", keep }: Browser): Promise<Caller> {
  const credential = await readCredential(ground, "session", session);
  const caller = await personBehind(ground, credential);
  if (credential?.noted) keep(session);
  return { ...caller, ...(credential && { session: credential.id }) };
}

/** THROUGHLINE_TOKEN, for automation: the first workspace's admin. */
async function asFirstAdmin(ground: Ground): Promise<Caller> {
  const admin = await firstAdmin(ground);
  const person = admin && (await loadPerson(ground, admin.workspaceId, admin.personId));
  if (!person) throw notSignedIn();
  return { workspaceId: admin.workspaceId, zone: person.zone, person, connection: null };
}

const notSignedIn = () =>
  new Refused("not_signed_in", "Sign in first, or send an API token as `Authorization: Bearer`.");

async function personBehind(ground: Ground, credential: Credential | null): Promise<Caller> {
  if (!credential) throw notSignedIn();
  const { workspaceId, personId } = credential;
  const person = await loadPerson(ground, workspaceId, personId);
  if (!person?.role) throw notSignedIn();
  return { workspaceId, zone: person.zone, person, connection: null };
}

async function forgeApp(ground: Ground, request: Request, token: string): Promise<Caller> {
  const installation = await installationOf(ground, token, request.headers["x-throughline-site"]);
  if (!installation) throw notSignedIn();
  return actingIn(ground, await connectionOf(ground, installation), named(request, "x-throughline-as"));
}

/** The Asana app's token proves the app; the workspace that Asana signed to it says which connection. */
async function asanaApp(ground: Ground, request: Request): Promise<Caller> {
  const connection = await connectionOfTenant(ground, named(request, "x-throughline-tenant"));
  return actingIn(ground, connection, named(request, "x-throughline-as"));
}

function named(request: Request, header: string): string | null {
  const given = request.headers[header];
  return typeof given === "string" && given.length > 0 && given.length <= 200 ? given : null;
}

/** An app acts for its connection, and for the account that it names there. */
async function actingIn(
  ground: Ground,
  connection: { workspaceId: string; id: string; tool: string },
  account: string | null,
): Promise<Caller> {
  const { workspaceId } = connection;
  const personId = account && (await personOfAccount(ground, connection, account));
  const person = personId ? await loadPerson(ground, workspaceId, personId) : null;
  const workspace = await ground.db.prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  return {
    workspaceId,
    zone: workspace.zone,
    person,
    connection: { id: connection.id, tool: connection.tool, account },
  };
}

async function loadPerson(
  ground: Ground,
  workspaceId: string,
  id: string,
): Promise<(NonNullable<Caller["person"]> & { zone: string }) | null> {
  const row = await ground.db.prisma.person.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    include: { membership: true, teams: true, workspace: { select: { zone: true } } },
  });
  if (!row) return null;
  const role = row.membership ? Role.parse(row.membership.role) : null;
  return { id, name: row.name, role, sees: [id, ...row.teams.map((team) => team.teamId)], zone: row.workspace.zone };
}
