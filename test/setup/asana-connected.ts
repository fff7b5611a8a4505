import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Client } from "@throughline/shared/client";
import { createClock } from "../../goal-service/src/clock.ts";
import { type AsanaWorkspace, asanaWorkspace } from "./asana-workspace.ts";
import { sessionBy } from "../sandbox/sample/session-by.ts";
import { clientWith } from "./client.ts";
import { type RealService, startReal, startRealAsana, startRealAsanaApp } from "./real-service.ts";
import { type Visitor, visitorAt } from "./visitor.ts";

/** The real service and the sandbox Asana, two processes, connected as an admin does it: by signing in. */
export interface AsanaConnected {
  url: string;
  admin: Client;
  asana: AsanaWorkspace;
  readonly service: RealService;
  connectionId: string;
  goalId: string;
  initiative: { id: string; key: string };
  /** A browser in which the service's first admin is signed in. */
  browser: Visitor;
  /** Goes to the consent page from `start`, says yes there as this person, and comes back to the service. */
  signIn: (browser: Visitor, user: string, start?: string) => ReturnType<Visitor["go"]>;
  /** The Asana app, asking for this person's account. */
  app: (account: string) => Client;
  startService: (stopAt?: string) => Promise<void>;
  /** The app itself, a third process; without it only its calls are played. */
  startApp: () => Promise<void>;
  stop: () => Promise<void>;
}

const TOKEN = "journey-admin";
const APP_TOKEN = "journey-asana-app-token";

export async function startAsanaConnected(port: number, projects: string[]): Promise<AsanaConnected> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-asana-"));
  chmodSync(dataDir, 0o755); // PostgreSQL does not run as root
  const url = `http://127.0.0.1:${port}`;
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_ASANA_PORT: String(port + 1),
    THROUGHLINE_TOKEN: TOKEN,
    THROUGHLINE_URL: url,
    ASANA_APP_PORT: String(port + 2),
    ASANA_APP_URL: `http://127.0.0.1:${port + 2}`,
    ASANA_ORIGIN: `http://127.0.0.1:${port + 1}`,
    ASANA_APP_TOKEN: APP_TOKEN,
    ASANA_CLIENT_ID: "throughline-sandbox",
    ASANA_CLIENT_SECRET: "sandbox-asana-client-secret",
  };
  const running: { service: RealService; sandbox: RealService; app?: RealService } = {
    service: await startReal(env),
    sandbox: await startRealAsana(env),
  };
  const stop = async () => {
    await running.app?.stop();
    await running.sandbox.stop();
    await running.service.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const asana = await asanaWorkspace(`http://127.0.0.1:${port + 1}`);
    const admin = clientWith(url, { authorization: `Bearer ${TOKEN}` });
    const signIn = signInAt(asana);
    const browser = visitorAt(url);
    browser.cookies.set("throughline", await sessionBy(oneTimeAddress(running.service)));
    await signIn(browser, "Oskar Lindqvist", "/oauth/asana/start?for=workspace");
    return {
      ...{ url, admin, asana, browser, signIn, stop },
      ...{ connectionId: await chooseProjects(admin, asana, projects), ...(await makeGoal(admin)) },
      get service() {
        return running.service;
      },
      app: (account) =>
        clientWith(url, {
          authorization: `Bearer ${APP_TOKEN}`,
          "x-throughline-tenant": asana.gid,
          "x-throughline-as": account,
        }),
      startService: async (stopAt) => {
        running.service = await startReal(env, stopAt);
      },
      startApp: async () => {
        running.app = await startRealAsanaApp(env);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const signInAt =
  (asana: AsanaWorkspace): AsanaConnected["signIn"] =>
  async (browser, user, start = "/oauth/asana/start") => {
    const begun = await browser.go(start);
    const back = new URL(await asana.consent(begun.to ?? "", user));
    return browser.go(back.pathname + back.search);
  };

/** In Asana the app is added to each project by a person; without that it shows no card there. */
async function chooseProjects(admin: Client, asana: AsanaWorkspace, projects: string[]): Promise<string> {
  const connection = (await admin.listConnections({})).items.find(({ tool }) => tool === "asana");
  if (!connection) throw new Error("the sandbox Asana was not connected");
  const containers = projects.map((name) => asana.project(name));
  for (const gid of containers) await asana.control(`projects/${gid}/app`, { added: true });
  await admin.setContainers({ id: connection.id, containers });
  return connection.id;
}

function oneTimeAddress({ said }: RealService): string {
  const found = said.map((line) => /"signIn":"([^"]+)"/.exec(line)?.[1]).find((one) => one !== undefined);
  if (found === undefined) throw new Error("the service told no address to sign in");
  return found;
}

async function makeGoal(admin: Client): Promise<Pick<AsanaConnected, "goalId" | "initiative">> {
  const clock = createClock();
  const year = Number(clock.dayIn("UTC", clock.now()).slice(0, 4));
  const period = { start: `${year - 1}-01-01`, due: `${year + 1}-12-31` };
  const goal = await admin.createGoal({ title: "Increase net revenue retention", ...period });
  const { id, key } = await admin.createInitiative({ goalId: goal.id, title: "Reduce churn", state: "active" });
  return { goalId: goal.id, initiative: { id, key } };
}
