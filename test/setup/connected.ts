import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Client } from "@throughline/shared/client";
import { z } from "zod";
import { createClock } from "../../goal-service/src/clock.ts";
import { clientWith } from "./client.ts";
import { type JiraSite, jiraSite, OSKAR } from "./jira-site.ts";
import { type RealService, startReal, startRealJira } from "./real-service.ts";

/** The real service and the real Forge app in the sandbox Jira, two processes that a test may kill and start again. */
export interface Connected {
  url: string;
  dataDir: string;
  admin: Client;
  site: JiraSite;
  service: RealService;
  jira: RealService;
  connectionId: string;
  goalId: string;
  initiative: { id: string; key: string };
  startService: () => Promise<void>;
  startJira: (stopAt?: string) => Promise<void>;
  stop: () => Promise<void>;
}

interface Wish {
  port: number;
  /** How long Jira's search lags behind a write. */
  jqlLagMs: number;
  projects: string[];
}

const APP = "11111111-2222-3333-4444-555555555555";
const TOKEN = "journey-admin";
const AdminPage = z.object({ ok: z.literal(true), value: z.object({ code: z.string() }) });

export async function startConnected({ port, jqlLagMs, projects }: Wish): Promise<Connected> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-connected-"));
  chmodSync(dataDir, 0o755); // PostgreSQL does not run as root
  const [url, jiraUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`];
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_JIRA_PORT: String(port + 1),
    SANDBOX_JQL_LAG: String(jqlLagMs),
    THROUGHLINE_TOKEN: TOKEN,
    THROUGHLINE_URL: url,
    FORGE_APP_IDS: `ari:cloud:ecosystem::app/${APP}`,
    FORGE_JWKS_URL: `${jiraUrl}/.well-known/jwks.json`,
  };
  const admin = clientWith(url, { authorization: `Bearer ${TOKEN}` });
  const service = await startReal(env);
  const jira = await startRealJira(env);
  const site = jiraSite(jiraUrl);
  const connectionId = await pair(site, admin, projects);
  const connected: Connected = {
    url,
    dataDir,
    admin,
    site,
    service,
    jira,
    connectionId,
    ...(await makeGoal(admin)),
    startService: async () => {
      connected.service = await startReal(env);
    },
    startJira: async (stopAt) => {
      connected.jira = await startRealJira(env, stopAt);
    },
    stop: async () => {
      await connected.jira.stop();
      await connected.service.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return connected;
}

/** As an admin does it: the code from the app's page in Jira, typed in here, then the projects to read. */
export async function pair(site: JiraSite, admin: Client, containers: string[]): Promise<string> {
  const page = { module: "throughline-admin", account: OSKAR } as const;
  const { value } = await site.inApp("adminStatus", {}, AdminPage, page);
  const { id } = await admin.pairConnection({ code: value.code, name: "Acme Jira" });
  await admin.setContainers({ id, containers });
  return id;
}

async function makeGoal(admin: Client): Promise<Pick<Connected, "goalId" | "initiative">> {
  const clock = createClock();
  const year = Number(clock.dayIn("UTC", clock.now()).slice(0, 4));
  const goal = await admin.createGoal({
    title: "Increase net revenue retention",
    start: `${year - 1}-01-01`,
    due: `${year + 1}-12-31`,
  });
  const initiative = await admin.createInitiative({
    goalId: goal.id,
    title: "Reduce churn in enterprise accounts",
    state: "active",
  });
  return { goalId: goal.id, initiative: { id: initiative.id, key: initiative.key } };
}
