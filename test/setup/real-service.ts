import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const Line = z.union([
  z.object({
    ready: z.literal(true),
    address: z.string(),
    signIn: z.string().nullable(),
    setUp: z.string().nullable().default(null),
  }),
  z.object({ at: z.string() }),
  z.object({ stopsAt: z.string() }),
]);

/** The real process, as the real command starts it; it can be told to wait at a named point (goal-service/src/points.ts). */
export interface RealService {
  url: string;
  /** Every line that it has written to its output so far. */
  said: readonly string[];
  /** From now on it waits at this point; the goal service alone hears it while it runs. */
  stopAt: (point: string) => Promise<void>;
  /** Resolves when the process has reached its point. */
  reached: Promise<string>;
  kill: () => Promise<number | null>;
  /** It stops where it is, with its connections open, until it is thawed. */
  freeze: () => void;
  thaw: () => void;
  /** Asks it to end, as an operator would; the answer is its exit status. */
  stop: () => Promise<number | null>;
}

export const startReal = (env: Record<string, string>, stopAt = ""): Promise<RealService> =>
  startProcess("goal-service/dist/main.js", { LOG_LEVEL: "warn", THROUGHLINE_MODE: "start", ...env }, stopAt);

/** The sandbox Jira with the real Forge app in it: its process stands for Jira and for Forge (test/sandbox/jira/forge/points.ts). */
export const startRealJira = (env: Record<string, string>, stopAt?: string): Promise<RealService> =>
  startProcess("test/sandbox/dist/jira.js", env, stopAt);

export const startRealAsana = (env: Record<string, string>): Promise<RealService> =>
  startProcess("test/sandbox/dist/asana.js", env);

/** The Asana app, which draws form and card. */
export const startRealAsanaApp = (env: Record<string, string>): Promise<RealService> =>
  startProcess("asana-app/dist/main.js", { LOG_LEVEL: "warn", THROUGHLINE_MODE: "start", ...env });

async function startProcess(file: string, env: Record<string, string>, stopAt?: string): Promise<RealService> {
  const child = spawn(process.execPath, [path.resolve(file)], {
    env: { ...process.env, ...env, ...(stopAt !== undefined && { THROUGHLINE_STOP_AT: stopAt }) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const errors: string[] = [];
  child.stderr.on("data", (data: Buffer) => errors.push(data.toString()));
  const lines: string[] = [];
  let arrived: (at: string) => void = () => undefined;
  const reached = new Promise<string>((resolve) => (arrived = resolve));
  const heard = new EventEmitter();
  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const said = Line.safeParse(json(line));
      if (said.success && "ready" in said.data) resolve(said.data.address);
      if (said.success && "at" in said.data) arrived(said.data.at);
      if (said.success && "stopsAt" in said.data) heard.emit(said.data.stopsAt);
      const plain = /^Sandbox \w+ is ready: (\S+)$/.exec(line)?.[1];
      if (plain !== undefined) resolve(plain);
    });
    child.once("exit", () => {
      reject(new Error(`${file} ended: ${errors.join("").slice(-2000)}`));
    });
  });
  return {
    url: await ready,
    said: lines,
    reached,
    stopAt: async (point) => {
      const known = once(heard, point);
      child.stdin.write(`${point}\n`);
      await known;
    },
    kill: () => end(child, "SIGKILL"),
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    stop: () => end(child, "SIGTERM"),
  };
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
  return child.exitCode;
}
