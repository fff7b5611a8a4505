import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Client } from "@throughline/shared/client";
import { clientWith } from "./client.ts";
import { startReal, startRealAsana, startRealJira } from "./real-service.ts";

/** The real service and the real sandboxes, as `npm start` starts them, and its sample to run beside them. */
export interface Sampled {
  url: string;
  jira: string;
  dataDir: string;
  token: string;
  client: Client;
  /** Runs the program that fills the workspace; resolves with what it said and how it ended. */
  runSample: () => Promise<{ code: number | null; said: string }>;
  stop: () => Promise<void>;
}

const APP = "11111111-2222-3333-4444-555555555555";
const TOKEN = "sample-test-admin";
const ASANA_APP_TOKEN = "sandbox-asana-app-token";

export async function startForSample(port: number): Promise<Sampled> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-sample-"));
  chmodSync(dataDir, 0o755); // PostgreSQL does not run as root
  const [url, jira, asana] = [port, port + 1, port + 2].map((at) => `http://127.0.0.1:${at}`) as [
    string,
    string,
    string,
  ];
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_JIRA_PORT: String(port + 1),
    THROUGHLINE_TOKEN: TOKEN,
    THROUGHLINE_URL: url,
    SANDBOX_JIRA_URL: jira,
    SANDBOX_ASANA_PORT: String(port + 2),
    SANDBOX_ASANA_URL: asana,
    ASANA_CLIENT_ID: "throughline-sandbox",
    ASANA_CLIENT_SECRET: "sandbox-asana-client-secret",
    ASANA_APP_TOKEN,
    FORGE_APP_IDS: `ari:cloud:ecosystem::app/${APP}`,
    FORGE_JWKS_URL: `${jira}/.well-known/jwks.json`,
  };
  const service = await startReal(env);
  const running = [service];
  const stop = async () => {
    for (const each of running.reverse()) await each.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    running.push(await startRealJira(env), await startRealAsana(env));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    jira,
    dataDir,
    token: TOKEN,
    client: clientWith(url, { authorization: `Bearer ${TOKEN}` }),
    runSample: () => run("test/sandbox/dist/sample.js", env),
    stop,
  };
}

async function run(file: string, env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [path.resolve(file)], { env: { ...process.env, ...env } });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => said.push(data.toString()));
  await once(child, "close");
  return { code: child.exitCode, said: said.join("") };
}
