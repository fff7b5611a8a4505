import type { OneTimeAddress } from "@throughline/shared/accounts";
import type { Me } from "@throughline/shared/people";
import { Role } from "@throughline/shared/vocabulary";
import { prismaTransaction } from "../database/transaction.ts";
import type { PrismaTx } from "../db.ts";
import type { Ground } from "../ground.ts";
import { getMe } from "../people/people.ts";
import { acceptInvitation } from "./accept.ts";
import { refusedAddress } from "./address-states.ts";
import type { Browser } from "./browser.ts";
import { type Caller, personAlone } from "./caller.ts";
import {
  type Credential,
  endCredential,
  findCredential,
  issueCredential,
  readCredential,
  works,
} from "./credentials.ts";
import { findInvitation, type InvitationRow, stateOf } from "./invitation-rows.ts";
import { isOfKind } from "./secrets.ts";
import { beginSession } from "./sessions.ts";
import { isSetUpSecret, readSetUp } from "./set-up.ts";

/**
 * A fresh one-time address for this person: it works once, for ten minutes. What follows the # never reaches a server by
 * opening the address, so that no preview uses it up and no log keeps it; the page sends it when it is asked to.
 */
export async function oneTimeAddress(ground: Ground, who: { workspaceId: string; personId: string }): Promise<string> {
  const { text } = await issueCredential(ground, "sign-in", who);
  return `${ground.config.publicUrl}/sign-in#${text}`;
}

const UNKNOWN: OneTimeAddress = { kind: "unknown", state: "unknown", who: null };

/** What an address is for and whether it still works. Looking uses nothing up; whom it is for is told while it waits. */
export async function readAddress(
  ground: Ground,
  secret: string,
  { session = "" }: Pick<Browser, "session">,
): Promise<OneTimeAddress> {
  if (isSetUpSecret(secret)) return { kind: "set-up", state: await readSetUp(ground, secret), who: null };
  if (isOfKind("invitation", secret)) {
    const row = await findInvitation(ground.db.prisma, secret);
    if (!row) return UNKNOWN;
    const state = stateOf(row, ground.clock.now());
    return { kind: "invitation", state, who: state === "waiting" ? await invitedTo(ground, row, session) : null };
  }
  const once = await findCredential(ground.db.prisma, "sign-in", secret);
  if (!once) return UNKNOWN;
  const state = stateOfOnce(ground, once);
  return { kind: "sign-in", state, who: state === "waiting" ? await namesOf(ground.db.prisma, once) : null };
}

/** Uses the address up and begins a session in this browser. */
export async function signIn(ground: Ground, secret: string, browser: Browser): Promise<Me> {
  const { by, session } = await prismaTransaction(ground.db, async (tx) => {
    const by = isOfKind("invitation", secret)
      ? await acceptInvitation(tx, ground, secret)
      : await useOnce(tx, ground, secret);
    return { by, session: await beginSession(tx, ground, by, browser) };
  });
  browser.keep(session);
  return getMe(ground, by);
}

async function useOnce(tx: PrismaTx, ground: Ground, secret: string): Promise<Caller> {
  const once = await findCredential(tx, "sign-in", secret);
  if (!once) throw refusedAddress("unknown");
  if (!works(once, ground.clock.now()) || !(await endCredential(ground, once, tx))) {
    throw refusedAddress(stateOfOnce(ground, once));
  }
  const { workspaceId, personId: id } = once;
  const names = await namesOf(tx, once);
  return personAlone(workspaceId, "UTC", { id, name: names.person, role: names.role });
}

function stateOfOnce(ground: Ground, { endedAt, expiresAt }: Credential): "used" | "expired" | "waiting" {
  if (endedAt !== null) return "used";
  return works({ endedAt, expiresAt }, ground.clock.now()) ? "waiting" : "expired";
}

type Names = NonNullable<OneTimeAddress["who"]>;

async function namesOf(
  tx: PrismaTx,
  { workspaceId, personId }: Pick<Credential, "workspaceId" | "personId">,
): Promise<Names> {
  const { workspace, membership, name } = await tx.person.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: personId } },
    include: { workspace: true, membership: true },
  });
  const role = Role.catch("viewer").parse(membership?.role);
  return {
    workspace: workspace.name,
    person: name,
    role,
    team: null,
    invitedBy: null,
    isMember: membership !== null,
    signedInAs: null,
  };
}

async function invitedTo(ground: Ground, row: InvitationRow, session: string): Promise<Names> {
  const { workspaceId, teamId, invitedBy } = row;
  const { prisma } = ground.db;
  const within = (id: string) => ({ where: { workspaceId_id: { workspaceId, id } }, select: { name: true } });
  const by = await prisma.person.findUnique(within(invitedBy));
  const team = teamId === null ? null : await prisma.team.findUnique(within(teamId));
  const held = await readCredential(ground, "session", session);
  const signedInAs = held && (await namesOf(prisma, held)).person;
  const names = await namesOf(prisma, row);
  return { ...names, signedInAs, role: Role.parse(row.role), team: team?.name ?? null, invitedBy: by?.name ?? null };
}
