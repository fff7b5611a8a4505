import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Client } from "@throughline/shared/client";
import { z } from "zod";
import { sessionBy } from "../sandbox/sample/session-by.ts";
import { clientWith } from "./client.ts";

/** The variable in which the run's system reaches the browser's tests. */
export const SYSTEM_VARIABLE = "THROUGHLINE_TEST_SYSTEM";

const Places = z.object({
  dashboard: z.string(),
  jira: z.string(),
  asana: z.string(),
  signIn: z.string(),
  token: z.string(),
});
type Places = z.infer<typeof Places>;

/** Where everything that `npm start` runs is: the sample workspace, on ports and data of its own. */
export interface System {
  dashboard: string;
  jira: string;
  asana: string;
  admin: Client;
  /** The session's cookie of the admin, for a browser's context. */
  session: () => Promise<{ name: string; value: string; url: string; httpOnly: true; sameSite: "Lax" }>;
}

const READY = /^Throughline is ready: (\S+)/;

export async function startSystem({ port, sample }: { port: number; sample: boolean }) {
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
  const token = readFileSync(path.join(dataDir, "operator-token"), "utf8").trim();
  const places: Places = {
    dashboard: `http://127.0.0.1:${port}`,
    jira: `http://127.0.0.1:${port + 1}`,
    asana: `http://127.0.0.1:${port + 2}`,
    signIn,
    token,
  };
  const stop = async () => {
    const gone = once(child, "exit");
    child.kill("SIGINT");
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...systemAt(places), places, stop };
}

/** The system that this run started. Tests only look at it; who changes it starts one of their own. */
export const theSystem = (): System => systemAt(Places.parse(JSON.parse(process.env[SYSTEM_VARIABLE] ?? "{}")));

function systemAt({ dashboard, jira, asana, token }: Places): System {
  let cookie: string | undefined;
  const admin = clientWith(dashboard, { authorization: `Bearer ${token}` });
  return {
    dashboard,
    jira,
    asana,
    admin,
    session: async () => {
      cookie ??= await sessionFor(dashboard, token);
      return { name: "throughline", value: cookie, url: dashboard, httpOnly: true, sameSite: "Lax" };
    },
  };
}

/** Under `npm start` an admin may ask for a further one-time address; using it gives the session. */
async function sessionFor(dashboard: string, token: string): Promise<string> {
  const asked = await fetch(`${dashboard}/sandbox/sign-in`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  });
  const { signIn } = z.object({ signIn: z.string() }).parse(await asked.json());
  return sessionBy(signIn);
}
