import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Client } from "@throughline/shared/client";
import { clientWith } from "./client.ts";

/** Everything that `npm start` runs, with the sample workspace, on ports and data of its own. */
export interface System {
  dashboard: string;
  jira: string;
  /** The one-time address that the start printed. */
  signIn: string;
  admin: Client;
  stop: () => Promise<void>;
}

export interface SystemOptions {
  port: number;
  sample: boolean;
}

const READY = /^Throughline is ready: (\S+)/;

export async function startSystem({ port, sample }: SystemOptions): Promise<System> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-system-"));
  chmodSync(dataDir, 0o755); // PostgreSQL does not run as root
  const ports = { PORT: port, SANDBOX_JIRA_PORT: port + 1, SANDBOX_ASANA_PORT: port + 2, ASANA_APP_PORT: port + 3 };
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(ports).map(([name, value]) => [name, String(value)])),
      DATA_DIR: dataDir,
      THROUGHLINE_SAMPLE: sample ? "1" : "0",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stderr.on("data", (data: Buffer) => said.push(data.toString()));
  const signIn = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      said.push(`${line}\n`);
      const ready = READY.exec(line)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    child.once("exit", () => {
      reject(new Error(`npm start ended: ${said.join("").slice(-3000)}`));
    });
  });
  const dashboard = `http://127.0.0.1:${port}`;
  const token = readFileSync(path.join(dataDir, "operator-token"), "utf8").trim();
  return {
    dashboard,
    jira: `http://127.0.0.1:${port + 1}`,
    signIn,
    admin: clientWith(dashboard, { authorization: `Bearer ${token}` }),
    stop: async () => {
      const gone = once(child, "exit");
      child.kill("SIGINT");
      await gone;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
