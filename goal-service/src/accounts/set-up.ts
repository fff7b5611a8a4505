import { createHmac } from "node:crypto";
import type { Me } from "@throughline/shared/people";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import { prismaTransaction } from "../database/transaction.ts";
import type { Ground } from "../ground.ts";
import { getMe } from "../people/people.ts";
import { Refused } from "../refusal.ts";
import type { Browser } from "./browser.ts";
import { personAlone } from "./caller.ts";
import { isSame } from "./credentials.ts";
import { addFirstWorkspace } from "./first-workspace.ts";
import { keepOperatorToken } from "./operator-token.ts";
import { beginSession } from "./sessions.ts";

const PREFIX = "tlu_";

/** Whether a workspace exists. Once it does it stays, so that the database is asked no longer. */
export interface SetUp {
  readonly done: boolean;
  look: () => Promise<boolean>;
}

export function watchSetUp(ground: Ground): SetUp {
  let done = false;
  return {
    get done() {
      return done;
    },
    look: async () => (done ||= (await ground.db.prisma.workspace.count({ take: 1 })) > 0),
  };
}

/**
 * The secret of the set-up address, made from this database's nonce and the key of its processes: each of them, and each
 * start, prints the same one, nothing of it is kept, and it works until there is a workspace.
 */
async function setUpSecret(ground: Ground): Promise<string> {
  const { nonce } = await ground.db.prisma.setUp.findUniqueOrThrow({ where: { id: 1 } });
  return PREFIX + createHmac("sha256", ground.config.secretKey).update(`set-up ${nonce}`).digest("base64url");
}

export const setUpAddress = async (ground: Ground): Promise<string> =>
  `${ground.config.publicUrl}/set-up#${await setUpSecret(ground)}`;

export const isSetUpSecret = (text: string): boolean => text.startsWith(PREFIX);

/** Whether this is the set-up address of this database, and whether it still works. */
export async function readSetUp(ground: Ground, secret: string): Promise<"waiting" | "used" | "unknown"> {
  if (!isSame(secret, await setUpSecret(ground))) return "unknown";
  return (await watchSetUp(ground).look()) ? "used" : "waiting";
}

/** The first workspace with its admin, who is signed in. Whoever comes second is told so. */
export async function setUp(
  ground: Ground,
  { secret, workspace, admin }: ParsedInputOf<typeof endpoints.setUp>,
  browser: Browser,
): Promise<Me> {
  if ((await readSetUp(ground, secret)) === "unknown") {
    throw new Refused(
      "address_unknown",
      "This is not the set-up address of this service. Open the one that it printed when it was started.",
    );
  }
  const { zone } = workspace;
  const made = await prismaTransaction(ground.db, async (tx) => {
    const who = await addFirstWorkspace(tx, ground, { ...workspace, admin });
    if (who === null) {
      throw new Refused(
        "already_set_up",
        "This service has been set up already. Ask its admin for an address to sign in.",
      );
    }
    const by = personAlone(who.workspaceId, zone, { id: who.personId, name: admin.name, role: "admin" });
    return { by, who, session: await beginSession(tx, ground, by, browser) };
  });
  browser.keep(made.session);
  if (ground.config.databaseUrl === undefined) await keepOperatorToken(ground, made.who);
  return getMe(ground, made.by);
}
