// Starting, watching and stopping the programs of the house.
//
// The protocol between a script and the goal service: one line of JSON on stdout when it can serve,
//   {"ready":true,"address":"http://127.0.0.1:4600","signIn":"http://127.0.0.1:4600/sign-in#..." or null,"setUp":null}
// where signIn is the one-time address of its first admin, and setUp the address that makes the first workspace. If it cannot start, it says why in plain words on stderr and
// ends with 1. Log lines are JSON on stderr. SIGTERM, or the end of stdin, stops it in order.
import { spawn } from "node:child_process";
import net from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { root, say } from "./set-up.mjs";

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a bundle. It sits in a process group of its own, so that Ctrl-C reaches the script alone, which keeps order. */
export function startProgram({ name, file, env = {} }) {
  const args = [
    "--enable-source-maps",
    "--import",
    new URL("follow-parent.mjs", import.meta.url).href,
    path.join(root, file),
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  child.stdin.on("error", () => undefined);
  const program = { name, child, ended: new Promise((resolve) => child.once("exit", resolve)), ready: undefined };
  program.ready = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = parsed(line);
      if (message?.ready === true) resolve(message);
      else if (isNews(message)) say(`${name} | ${line}`);
    });
  });
  createInterface({ input: child.stderr }).on("line", (line) => say(readable(name, line)));
  return program;
}

/** The Jira app notes each of its rounds, as it does in Forge; here only those that went wrong are news. */
function isNews(message) {
  return (
    message === undefined ||
    "problem" in message ||
    "error" in message ||
    /debug|trace/.test(process.env.LOG_LEVEL ?? "")
  );
}

/** A log line for a person; anything else as it is. */
function readable(name, line) {
  const entry = parsed(line);
  if (!entry?.time || !entry.level) return `${name} | ${line}`;
  const { time, level, msg, err, ...rest } = entry;
  const fields = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const fault = err?.stack ? `\n${err.stack}` : "";
  return `${name} | ${time.slice(11, 19)} ${level} ${[msg, ...fields].filter(Boolean).join(" ")}${fault}`;
}

function parsed(line) {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Asks a program to stop, and makes it if it takes longer than finishing what runs may take (goal-service/src/main.ts). */
export async function stopProgram({ child, ended }, signal = "SIGTERM", patience = 60_000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const late = setTimeout(() => child.kill("SIGKILL"), patience);
  await ended;
  clearTimeout(late);
}

/** Waits until an address answers 200; false if the program ended first. */
export async function answers(program, address, patience = 120_000) {
  let over = false;
  void program.ended.then(() => (over = true));
  for (const end = performance.now() + patience; !over && performance.now() < end; await sleep(50)) {
    const response = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (response?.ok) return true;
  }
  return false;
}

/** Whether somebody listens at this port already. */
export function isTaken(host, port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(error.code === "EADDRINUSE"));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(false)));
  });
}
