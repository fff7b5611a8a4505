import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const MAIN = path.resolve("goal-service/dist/main.js");
const Line = z.union([
  z.object({ ready: z.literal(true), address: z.string(), signIn: z.string().nullable() }),
  z.object({ at: z.string() }),
]);

/** The real process, as the real command starts it; it can be told to wait at a named point (goal-service/src/points.ts). */
export interface RealService {
  url: string;
  /** Resolves when the process has reached its point. */
  reached: Promise<string>;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
}

export async function startReal(env: Record<string, string>, stopAt?: string): Promise<RealService> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      LOG_LEVEL: "warn",
      THROUGHLINE_MODE: "start",
      ...env,
      ...(stopAt && { THROUGHLINE_STOP_AT: stopAt }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors: string[] = [];
  child.stderr.on("data", (data: Buffer) => errors.push(data.toString()));
  const lines = createInterface({ input: child.stdout });
  let arrived: (at: string) => void = () => undefined;
  const reached = new Promise<string>((resolve) => (arrived = resolve));
  const ready = new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => {
      const said = Line.safeParse(json(line));
      if (said.success && "ready" in said.data) resolve(said.data.address);
      if (said.success && "at" in said.data) arrived(said.data.at);
    });
    child.once("exit", () => {
      reject(new Error(`the service ended: ${errors.join("").slice(-2000)}`));
    });
  });
  return { url: await ready, reached, kill: () => end(child, "SIGKILL"), stop: () => end(child, "SIGTERM") };
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
