import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Mark } from "@throughline/shared/link";
import { generateKeyPair, type JWTPayload } from "jose";
import { z } from "zod";
import { pair } from "../setup/connected.ts";
import { eventually } from "../setup/eventually.ts";
import { DANA, type JiraSite, jiraSite } from "../setup/jira-site.ts";
import { issuesOf } from "../setup/jira-truth.ts";
import { startRealJira } from "../setup/real-service.ts";
import { catching, type Harness, notHere, sandboxNews } from "./harness.ts";
import { byId, type House, openHouse } from "./house.ts";
import { anHourAgo, cloudOf, ofForge, onSite, resign } from "./invocation-token.ts";
import type { Delivery, World } from "./world.ts";

const APP = "11111111-2222-3333-4444-555555555555";
const PROJECT = "CS";
const TASK = "10011";
/** The app's pages hold a hundred. */
const CROWD = 130;
const HOUR = 3600_000;
const DAY = 24 * 60;
const NONE = z.unknown();

/** Jira, which calls the service: the real Forge app, in the sandbox's process, by way of a line. */
export const jira: Harness = {
  tool: "jira",
  doesNotApply: {
    "a handshake is taken while our own request is open, and once":
      "Forge proves each call by its token; there is no handshake.",
    "a signature over another body is refused, and nothing is stored":
      "An invocation token proves who calls, not what is said; that comes through Forge's own TLS.",
  },
  connect: async () => {
    const house = await openHouse();
    const dir = mkdtempSync(path.join(tmpdir(), "throughline-conformance-"));
    const sandbox = await startRealJira({
      ...{ DATA_DIR: dir, SANDBOX_JIRA_PORT: "0", SANDBOX_JQL_LAG: "0", THROUGHLINE_URL: house.line.url },
      FORGE_APP_ID: APP,
    });
    const stop = async () => {
      await house.stop();
      await sandbox.stop();
      rmSync(dir, { recursive: true, force: true });
    };
    try {
      Object.assign(house.service.ground.config.forge, {
        appIds: [`ari:cloud:ecosystem::app/${APP}`],
        jwksUrl: `${sandbox.url}/.well-known/jwks.json`,
      });
      return { ...(await connectTo(house, sandbox.url, path.join(dir, "sandbox-jira-key.json"))), stop };
    } catch (error) {
      await stop();
      throw error;
    }
  },
};

const Made = z.object({ id: z.string(), key: z.string() });
const Reply = z.object({ state: z.string(), key: z.string().optional() });
const Listed = z.object({ items: z.array(z.unknown()), readAt: z.string().optional(), cursor: z.unknown() });

async function connectTo(house: House, url: string, keyFile: string): Promise<Omit<World, "stop">> {
  const { service, line, clock, admin, initiative } = house;
  const site = jiraSite(url);
  const connectionId = await pair(site, admin, [PROJECT]);
  const events = (change: object) => site.post("/sandbox/events", change, NONE);
  const clear = () => fetch(`${url}/sandbox/faults`, { method: "DELETE" });
  const fault = (change: object) => site.post("/sandbox/faults", change, NONE);
  const rename = (id: string, summary: string) => site.rest("PUT", `/issue/${id}`, NONE, { fields: { summary } });
  const heard = { rejected: [], wanted: [], containers: [PROJECT], cursor: {} };
  const untold = async () => (await site.get("/sandbox/events", z.object({ waiting: z.number() }))).waiting;
  const caught = (act: () => Promise<unknown>) =>
    catching(line, (body) => itemsIn(body).length > 0, { status: 202, body: JSON.stringify(heard) }, act, untold);
  const pass = async (minutes: number) => {
    clock.pass(Math.ceil(minutes / DAY) * DAY);
    await site.post("/sandbox/day", { day: clock.days(), mode: "stands_still" }, NONE);
    await service.worker.drain();
  };
  const resigned = (delivery: Delivery, change: (token: JWTPayload) => JWTPayload, withKey = ofForge(keyFile)) =>
    resign(delivery, change, withKey);
  const find = async (linkId: string): Promise<string | null> => {
    const found = await site.inApp("findCreated", { linkId, target: initiative }, Reply);
    return found.key === undefined ? null : (await site.rest("GET", `/issue/${found.key}`, Made)).id;
  };

  return {
    house,
    connectionId,
    make: async (summary) => {
      const fields = { project: { key: PROJECT }, issuetype: { id: TASK }, summary };
      return (await site.rest("POST", "/issue", Made, { fields })).id;
    },
    crowd: async () => {
      const begin = clock.clock.now().getTime() - (CROWD + 3) * HOUR;
      const issues = Array.from({ length: CROWD }, (_, n) => ({
        ...{ project: PROJECT, summary: `One of a crowd ${n}`, created: new Date(begin + n * HOUR).toISOString() },
      }));
      await site.post("/sandbox/seed", { issues }, NONE);
    },
    rename: async (id, title) => {
      await rename(id, title);
    },
    remove: async (id) => {
      await site.rest("DELETE", `/issue/${id}`, NONE);
    },
    truth: async () => {
      const issues = await issuesOf(site, PROJECT);
      return issues.map(({ id, fields }) => ({ id, title: fields.summary })).sort(byId);
    },
    news: async (mode) => {
      await events({ ...sandboxNews[mode], duplicate: mode === "held", shuffle: false });
    },
    untold,
    outOfOrder: async () => {
      await events({ mode: "prompt", shuffle: true, release: true });
    },
    caught,
    forged: async (delivery, how) => {
      const forgers = await generateKeyPair("RS256");
      switch (how) {
        case "unsigned":
          return { ...delivery, headers: without(delivery.headers, "authorization") };
        case "signed with another key":
          return resigned(delivery, (token) => token, { ...ofForge(keyFile), key: forgers.privateKey });
        case "of another connection":
          return resigned(delivery, (token) => onSite(token, "another-cloud", "another-installation"));
        case "long ago":
          return resigned(delivery, anHourAgo);
        case "of another body":
          return notHere();
      }
    },
    later: pass,
    catchUp: () => site.beat("every-hour").then(() => service.worker.drain()),
    listAll: () => site.beat("every-week").then(() => service.worker.drain()),
    listed: () => line.passed.reduce((sum, { path: to, body }) => sum + (to === "/hooks/jira" ? listedIn(body) : 0), 0),
    breakOff: (broken) => {
      let pages = 0;
      const second = (body: string) => listedIn(body) > 0 && ++pages > 1;
      line.rule(
        "break",
        broken ? ({ path: to, body }) => (to === "/hooks/jira" && second(body) ? "cut" : undefined) : null,
      );
    },
    silence: async (silent) => {
      await (silent ? fault({ kind: "503", times: 100_000 }) : clear());
    },
    hideProject: async (hidden) => {
      if (!hidden) {
        await clear();
        return;
      }
      await fault({ kind: "403", path: "/search/jql", times: 100_000 });
      await fault({ kind: "404", path: "/issue/", times: 100_000 });
    },
    limit: async (seconds) => {
      await fault({ kind: "429", method: "GET", path: "/issue/", retryAfter: seconds });
    },
    garble: (id) =>
      line.rule(
        "garble",
        id === null
          ? null
          : (passing) => {
              passing.body = garbled(passing.body, id);
              return undefined;
            },
      ),
    create: async (linkId, summary) => {
      const wish = {
        linkId,
        target: initiative,
        project: PROJECT,
        type: TASK,
        summary,
        owner: DANA,
        due: null,
        values: {},
      };
      await inForm(site, wish);
    },
    loseNextCreation: async () => {
      await fault({ kind: "lost", method: "POST", path: "/issue" });
    },
    find,
    linkOn: async (id) => {
      const property = z.object({ value: Mark });
      return (await site.rest("GET", `/issue/${id}/properties/throughline`, property)).value.link;
    },
    takeOver: async (id) => {
      const delivery = await caught(() => rename(id, "Taken over"));
      await events(sandboxNews.none);
      await rename(id, "As it was");
      await events(sandboxNews.prompt);
      const others = [
        await resigned(delivery, (token) => onSite(token, "another-cloud", "another-installation")),
        // The same site, installed by somebody anew: an admin has to say that it is still ours.
        await resigned(delivery, (token) => onSite(token, cloudOf(token), "another-installation")),
      ];
      return Promise.all(others.map((other) => house.send(other)));
    },
    shakeHands: notHere,
    leftInTool: () => Promise.resolve(0),
  };
}

/** What the panel does: send; after a lost answer look for the link; and only then send again. */
async function inForm(site: JiraSite, wish: { linkId: string; target: object }): Promise<void> {
  const made = await site.inApp("createIssue", wish, Reply);
  if (made.state !== "lost") return;
  const { linkId, target } = wish;
  await eventually(async () => {
    const found = await site.inApp("findCreated", { linkId, target }, Reply);
    if (found.state !== "created") throw new Error(`not found yet: ${found.state}`);
  });
}

const itemsIn = (body: string): unknown[] => Listed.partial().catch({}).parse(json(body)).items ?? [];
/** Pages of a reconcile have a cursor or belong to a sweep. */
function listedIn(body: string): number {
  const page = z.looseObject({ cursor: z.unknown(), sweep: z.unknown() }).partial().catch({}).parse(json(body));
  return page.cursor === undefined && page.sweep === undefined ? 0 : itemsIn(body).length;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function garbled(body: string, id: string): string {
  const page = z
    .looseObject({ items: z.array(z.looseObject({ ref: z.object({ id: z.string() }).loose() })) })
    .safeParse(json(body));
  if (!page.success) return body;
  const items = page.data.items.map((item) => (item.ref.id === id ? { ...item, title: 7 } : item));
  return JSON.stringify({ ...page.data, items });
}

const without = (headers: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
