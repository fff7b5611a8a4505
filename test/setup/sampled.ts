import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Client } from "@throughline/shared/client";
import { clientWith } from "./client.ts";
import { startReal } from "./real-service.ts";

/** The real service and the real sandbox Jira, as `npm start` starts them, and its sample to run beside them. */
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

export async function startForSample(port: number): Promise<Sampled> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-sample-"));
  chmodSync(dataDir, 0o755); // PostgreSQL does not run as root
  const [url, jira] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`];
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_JIRA_PORT: String(port + 1),
    THROUGHLINE_TOKEN: TOKEN,
    THROUGHLINE_URL: url,
    SANDBOX_JIRA_URL: jira,
    FORGE_APP_IDS: `ari:cloud:ecosystem::app/${APP}`,
    FORGE_JWKS_URL: `${jira}/.well-known/jwks.json`,
  };
  const service = await startReal(env);
  const site = start("test/sandbox/dist/jira.js", env);
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: site.stdout }).on("line", (line) => {
      if (line.startsWith("Sandbox Jira is ready")) resolve();
    });
    site.once("exit", (code) => {
      reject(new Error(`the sandbox Jira ended with ${String(code)}`));
    });
  });
  await ready;
  return {
    url,
    jira,
    dataDir,
    token: TOKEN,
    client: clientWith(url, { authorization: `Bearer ${TOKEN}` }),
    runSample: () => run("test/sandbox/dist/sample.js", env),
    stop: async () => {
      await end(site);
      await service.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const start = (file: string, env: Record<string, string>) =>
  spawn(process.execPath, [path.resolve(file)], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });

async function run(file: string, env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [path.resolve(file)], { env: { ...process.env, ...env } });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => said.push(data.toString()));
  await once(child, "close");
  return { code: child.exitCode, said: said.join("") };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}
