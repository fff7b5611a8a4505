import { randomUUID } from "node:crypto";
import type { Client } from "@throughline/shared/client";
import { issueCredential } from "../../goal-service/src/accounts/credentials.ts";
import type { Person } from "../factories/graph.ts";
import { buildAccount, buildItem } from "../factories/work.ts";
import type { Service } from "../setup/service.ts";
import type { Input, Name } from "./requests.ts";
import type { World } from "./world.ts";

interface Place {
  service: Service;
  client: Client;
  world: World;
}

/** Writes that the table can't try here, and the test that does. */
export const ELSEWHERE: Partial<Record<Name, string>> = {
  setUp: "accounts/set-up.test.ts: only a service without a workspace is set up",
  signOut: "accounts/sign-in.test.ts: a browser's cookie; it ends the session as endSession does",
  createPanelItem: "links/create-in-tool.test.ts: needs a tool that makes it; it confirms the link as putLinkItem does",
};

/** Asked with POST, because what is asked does not fit into an address. */
export const ONLY_READS: readonly Name[] = ["readAddress", "checkPanel"];

/** What has to be there before a write can happen, and what it is asked with then. */
export const PREPARED: Partial<Record<Name, (place: Place) => Input | Promise<Input>>> = {
  signIn: async ({ client }) => ({ secret: (await invited(client)).address.split("#")[1] }),
  endSession: async ({ service, world }) => ({ id: await sessionOf(service, world.who) }),
  endToken: async ({ client }) => ({ id: (await client.createToken({ name: "To be revoked" })).id }),
  renewInvitation: async ({ client }) => ({ id: (await invited(client)).id }),
  withdrawInvitation: async ({ client }) => ({ id: (await invited(client)).id }),
  updatePerson: ({ world }) => ({ id: world.ids.person }),
  endMembership: ({ world }) => ({ id: world.ids.person }),
  changeGoal: () => ({ due: "2026-12-30", priority: 1 }),
  createCall: () => ({ level: "green" }),
  reopenGoal: async ({ client, world }) => {
    await client.closeGoal({ id: world.ids.goal });
    return {};
  },
  decideWork: ({ world }) => ({ work: [{ id: world.ids.item, do: "stop", note: "because" }] }),
  createDecision: ({ world }) => ({ workItemId: world.ids.item }),
  askQuestion: async (place) => question(place),
  closeQuestion: async (place) => {
    const asked = await question(place);
    await place.client.askQuestion({ id: place.world.ids.goal, text: "What does it need?", ...asked });
    return { questionId: asked.questionId };
  },
  declassifyWorkItem: async ({ client, world }) => {
    await client.classifyWorkItem({ id: world.ids.other, class: "debt" });
    return { id: world.ids.other };
  },
  classifyWorkItem: ({ world }) => ({ id: world.ids.other, class: "debt" }),
  linkWorkItem: ({ world }) => ({ id: world.ids.other }),
  linkPanelItem: async (place) => {
    const connectionId = await pulledConnection(place);
    const item = await buildItem(place.service.ground, place.world.who, { connectionId });
    return { id: item.remoteId, connectionId };
  },
  unmirrorWorkItem: async ({ client, world }) => {
    await client.mirrorWorkItem({ id: world.ids.item, of: world.ids.other });
    return {};
  },
  pairConnection: async ({ service }) => {
    const at = service.ground.clock.now();
    const code = `ABCD-${randomUUID().slice(0, 4).toUpperCase()}`;
    const site = { tool: "jira", installationId: randomUUID(), tenant: randomUUID(), site: "https://acme.example" };
    await service.ground.db.prisma.pairing.create({ data: { ...site, code, seenAt: at, createdAt: at } });
    return { code };
  },
  setComments: async (place) => ({ id: await pulledConnection(place), allowed: true }),
  setServes: async (place) => ({ id: await pulledConnection(place), accepted: true }),
  setMapping: async (place) => ({ id: await pulledConnection(place) }),
  syncConnection: async (place) => ({ id: await pulledConnection(place) }),
};

const invited = (client: Client) => client.createInvitation({ name: "Ivy Invited", role: "contributor" });

async function sessionOf({ ground }: Service, { workspaceId, person }: Person): Promise<string> {
  return (await issueCredential(ground, "session", { workspaceId, personId: person.id })).id;
}

/** A connection to a tool that we call; nobody answers there, and nobody has to. */
async function pulledConnection({ service: { ground }, world: { who } }: Place): Promise<string> {
  const id = randomUUID();
  const row = { workspaceId: who.workspaceId, id, tool: "asana", name: "Asana", containers: ["OPS"] };
  const createdAt = ground.clock.now();
  const pausedUntil = new Date(createdAt.getTime() + 24 * 3600_000);
  await ground.db.prisma.connection.create({ data: { ...row, createdAt, pausedUntil } });
  return id;
}

/** An item of a tool that takes comments. */
async function question(place: Place): Promise<{ questionId: string; workItemId: string }> {
  const { service, client, world } = place;
  const connectionId = await pulledConnection(place);
  await client.setComments({ id: connectionId, allowed: true });
  await buildAccount(service.ground, world.who, connectionId);
  const item = await buildItem(service.ground, world.who, { connectionId, initiativeId: world.ids.initiative });
  return { questionId: randomUUID(), workItemId: item.id };
}
