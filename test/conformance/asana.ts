import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Mark } from "@throughline/shared/link";
import { z } from "zod";
import { reachFor } from "../../goal-service/src/connections/reach.ts";
import { pullConnectorFor } from "../../goal-service/src/connectors/registry.ts";
import { byHand, webhooksOf } from "../setup/asana-truth.ts";
import { type AsanaWorkspace, asanaWorkspace } from "../setup/asana-workspace.ts";
import { clientWith } from "../setup/client.ts";
import { startRealAsana } from "../setup/real-service.ts";
import { APP_TOKEN, CLIENT, OTHER, PROJECT, READER, signIn, THIRD } from "./asana-sign-in.ts";
import { catching, type Harness, sandboxNews } from "./harness.ts";
import { byId, type House, openHouse } from "./house.ts";
import { type Line, once, openLine } from "./line.ts";
import type { Delivery, Told, World } from "./world.ts";

/** The connector's pages hold fifty. */
const CROWD = 70;
const HOUR = 3600_000;

/** Asana, which the service calls: the real connector, against the sandbox's process, by way of a line. */
export const asana: Harness = {
  tool: "asana",
  doesNotApply: {
    "what was signed long ago is refused, and nothing is stored":
      "Asana signs no time: a delivery that is sent again is recognised by its bytes, and only makes us look.",
  },
  connect: async () => {
    const [house, api] = [await openHouse(), await openLine()];
    const dir = mkdtempSync(path.join(tmpdir(), "throughline-conformance-"));
    const sandbox = await startRealAsana({
      ...{ DATA_DIR: dir, SANDBOX_ASANA_PORT: "0", THROUGHLINE_URL: house.line.url, PUBLIC_URL: house.line.url },
      ...{ ASANA_CLIENT_ID: CLIENT.clientId, ASANA_CLIENT_SECRET: CLIENT.clientSecret },
    });
    api.to = sandbox.url;
    const stop = async () => {
      await house.stop();
      await sandbox.stop();
      await api.close();
      rmSync(dir, { recursive: true, force: true });
    };
    try {
      return { ...(await connectTo(house, api, await asanaWorkspace(sandbox.url))), stop };
    } catch (error) {
      await stop();
      throw error;
    }
  },
};

const Gid = z.object({ gid: z.string() });
const Task = Gid.extend({ name: z.string(), num_subtasks: z.number().optional() });
const External = z.object({ external: z.object({ data: z.string() }).nullish() });
const Wanted = z.object({ data: z.object({ target: z.string() }) });

async function connectTo(house: House, api: Line, tool: AsanaWorkspace): Promise<Omit<World, "stop">> {
  const connectionId = await signIn(house, api, tool);
  const { service, line, clock, admin } = house;
  const { ground } = service;
  const project = tool.project(PROJECT);
  const form = clientWith(service.url, {
    authorization: `Bearer ${APP_TOKEN}`,
    "x-throughline-tenant": tool.gid,
    "x-throughline-as": tool.person(READER),
  });
  const makeIn = async (gid: string, name: string) =>
    (await byHand(tool, "POST", "/tasks", Gid, { name, projects: [gid] })).gid;
  const rename = (id: string, name: string) => byHand(tool, "PUT", `/tasks/${id}`, Gid, { name });
  const events = (change: object) => tool.control("events", change);
  const untold = async () => z.object({ waiting: z.number() }).parse(await events({})).waiting;
  const caught = (act: () => Promise<unknown>, naming: string) =>
    catching(line, (body) => body.includes(naming), { status: 200, body: "" }, act, untold);
  const pass = async (minutes: number) => {
    clock.pass(minutes);
    await tool.control("day", { day: clock.days(), mode: "stands_still" });
    await service.worker.drain();
  };
  const signed = (url: string, secret: string, id: string): Delivery => {
    const event = { action: "changed", resource: { gid: id, resource_type: "task" }, change: { field: "name" } };
    const body = JSON.stringify({ events: [event] });
    const signature = createHmac("sha256", secret).update(body).digest("hex");
    return { url, headers: { "x-hook-signature": signature }, body };
  };
  const offer = (url: string, secret: string) => house.send({ url, headers: { "x-hook-secret": secret }, body: "{}" });
  /** Where the webhook of a project leads. */
  const target = async (): Promise<string> => {
    const id = await makeIn(project, "For its address");
    return (await caught(() => rename(id, "Found"), id)).url;
  };
  /** A further webhook is asked for; `meddle` sees the request before Asana does. */
  const askForAnother = async (meddle: (target: string) => Promise<"cut" | undefined>): Promise<void> => {
    const asks = once(
      ({ method, path }) => method === "POST" && path.includes("/webhooks"),
      ({ body }) => meddle(Wanted.parse(JSON.parse(body)).data.target),
    );
    api.rules.push(asks);
    const containers = [PROJECT, OTHER, THIRD].map((name) => tool.project(name));
    await admin.setContainers({ id: connectionId, containers });
    await service.worker.drain();
  };

  return {
    house,
    connectionId,
    make: (title) => makeIn(project, title),
    crowd: async () => {
      const begin = clock.clock.now().getTime() - (CROWD + 3) * HOUR;
      const at = (n: number) => new Date(begin + n * HOUR).toISOString();
      const tasks = Array.from({ length: CROWD }, (_, n) => ({
        ...{ project: PROJECT, ref: `n${n}`, name: `One of a crowd ${n}`, created: at(n) },
      }));
      // The newest is on the last page, and its subtasks are asked for between the pages.
      const part = { parent: `n${CROWD - 1}`, name: "A part", created: at(CROWD) };
      await tool.control("seed", { tasks: [...tasks, part] });
    },
    rename: async (id, title) => {
      await rename(id, title);
    },
    remove: async (id) => {
      await byHand(tool, "DELETE", `/tasks/${id}`, z.unknown());
    },
    truth: async () => {
      const fields = "limit=100&opt_fields=name,num_subtasks";
      const list = (name: string) =>
        byHand(tool, "GET", `/tasks?${fields}&project=${tool.project(name)}`, z.array(Task));
      const tasks = (await Promise.all([PROJECT, OTHER, THIRD].map(list))).flat();
      const having = tasks.filter((task) => (task.num_subtasks ?? 0) > 0);
      const parts = having.map(({ gid }) => byHand(tool, "GET", `/tasks/${gid}/subtasks?${fields}`, z.array(Task)));
      const all = [...tasks, ...(await Promise.all(parts)).flat()];
      return all.map(({ gid, name }): Told => ({ id: gid, title: name })).sort(byId);
    },
    news: async (mode) => {
      await events({ ...sandboxNews[mode], duplicate: false, shuffle: false });
    },
    untold,
    outOfOrder: async () => {
      await events({ mode: "prompt", duplicate: true, shuffle: true, release: true });
    },
    caught: (act) => caught(act, "events"),
    forged: async (delivery, how) => {
      const { url, headers, body } = delivery;
      const signature = createHmac("sha256", randomUUID()).update(body).digest("hex");
      switch (how) {
        case "unsigned":
          return { url, headers: {}, body };
        case "signed with another key":
          return { url, headers: { "x-hook-signature": signature }, body };
        case "of another body":
          return { url, headers, body: body.replace("{", "{ ") };
        case "of another connection": {
          const id = await makeIn(tool.project(OTHER), "Elsewhere");
          return { ...(await caught(() => rename(id, "Renamed elsewhere"), id)), url };
        }
        case "long ago":
          throw new Error("Asana signs no time");
      }
    },
    later: pass,
    catchUp: () => pass(61),
    listAll: () => pass(25 * 60),
    listed: () => {
      const lists = api.passed.filter(({ path }) => path.includes("/tasks?") && path.includes(`project=${project}`));
      return lists.reduce((sum, { answer }) => sum + dataIn(answer).length, 0);
    },
    breakOff: (broken) =>
      api.rule("break", broken ? ({ path }) => (path.includes("/subtasks") ? "cut" : undefined) : null),
    silence: async (silent) => {
      await Promise.resolve();
      api.rule("silence", silent ? () => "cut" : null);
      line.rule("silence", silent ? ({ path }) => (path.startsWith("/hooks/") ? "cut" : undefined) : null);
    },
    hideProject: async (hide) => {
      await Promise.resolve();
      const hidden = { status: 404, body: JSON.stringify({ errors: [{ message: "Not a recognized ID" }] }) };
      const inIt = (asked: string) => asked.includes(project) || asked.includes("/api/1.0/tasks/");
      api.rule("hidden", ({ path: asked }) => (hide && inIt(asked) ? hidden : undefined));
    },
    limit: async (seconds) => {
      await Promise.resolve();
      const limited = {
        status: 429,
        headers: { "retry-after": String(seconds) },
        body: JSON.stringify({ errors: [] }),
      };
      api.rules.push(
        once(
          ({ path: asked }) => asked.includes("/api/1.0/tasks/"),
          () => limited,
        ),
      );
    },
    garble: (id) => {
      api.bend = (answer) => (id === null ? answer : garbled(answer, id));
    },
    create: async (linkId, title) => {
      await form.createPanelItem({ linkId, initiativeId: house.initiative.id, title, container: project });
    },
    loseNextCreation: async () => {
      await Promise.resolve();
      const creates = ({ method, path: asked }: { method: string; path: string }) =>
        method === "POST" && /\/tasks(\?|$)/.test(asked);
      api.rules.push(once(creates, () => "lose"));
    },
    find: async (linkId) => {
      const scope = { workspaceId: service.admin.workspaceId, connectionId };
      const item = await pullConnectorFor("asana")?.findByMark(await reachFor(ground, scope, null), linkId);
      return item?.ref.id ?? null;
    },
    linkOn: async (id) => {
      const { external } = await tool.rest("GET", `/tasks/${id}?opt_fields=external.data`, External);
      return external ? Mark.parse(JSON.parse(external.data)).link : null;
    },
    shakeHands: async (when, secret) => {
      if (when === "again") return offer(await target(), secret);
      let asked = "";
      await askForAnother(async (to) => {
        await Promise.resolve();
        asked = to;
        return "cut";
      });
      await pass(2);
      return offer(asked, secret);
    },
    takeOver: async (id) => {
      const secret = "a-secret-of-somebody-else";
      const known = await target();
      const answers = [await offer(known, secret), await house.send(signed(known, secret, id))];
      // Quicker than Asana itself, while our own request is open.
      let stolen = "";
      await askForAnother(async (to) => {
        stolen = to;
        await offer(to, secret);
        return undefined;
      });
      return [...answers, await house.send(signed(stolen, secret, id))];
    },
    leftInTool: async () => (await webhooksOf(tool)).length,
  };
}

function dataIn(answer: string | null): unknown[] {
  const read = z.object({ data: z.array(z.unknown()) }).safeParse(JSON.parse(answer ?? "null"));
  return read.success ? read.data.data : [];
}

/** An answer in which one task has no name that is a text. */
const garbled = (answer: string, id: string): string =>
  answer === ""
    ? answer
    : JSON.stringify(JSON.parse(answer), (_key, value: unknown) =>
        typeof value === "object" && value !== null && "gid" in value && value.gid === id && "name" in value
          ? { ...value, name: 7 }
          : value,
      );
