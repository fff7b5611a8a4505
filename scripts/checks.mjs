// What is checked without running anything. Each check is one command; two run at a time, each says its piece when done.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root, say } from "./set-up.mjs";

const bin = (file) => path.join(root, "node_modules", file);
const tsc = (project) => [bin("typescript/bin/tsc"), "--pretty", "false", "-p", project];

export const types = {
  "types of the service, shared and test": tsc("tsconfig.json"),
  "types of the dashboard": tsc("goal-service/dashboard"),
  "types of the Jira app": tsc("jira-app"),
  "types of the sandbox Jira's pages": tsc("test/sandbox/jira"),
  "types of the sandbox Asana's pages": tsc("test/sandbox/asana"),
};

// The types of the whole house at once are more than a process's memory holds; parts with one tsconfig share their types.
const { workspaces } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const together = ["shared", "goal-service", "asana-app"];
const parts = [["test/sandbox"], together, ...workspaces.filter((one) => !together.includes(one)).map((one) => [one])];
const nestedIn = (part) => parts.flat().filter((other) => part.some((one) => other.startsWith(`${one}/`)));

export const lint = Object.fromEntries(
  parts.map((part) => [
    `lint of ${part.join(", ")} (eslint)`,
    [
      bin("eslint/bin/eslint.js"),
      ...part,
      ...["--max-warnings", "0"],
      ...nestedIn(part).flatMap((other) => ["--ignore-pattern", other]),
    ],
  ]),
);

/** The slow ones first, so that the two lanes end together. */
export const checks = {
  ...lint,
  ...types,
  "walls (dependency-cruiser)": [
    bin("dependency-cruiser/bin/dependency-cruise.mjs"),
    ...["--config", ".dependency-cruiser.cjs", "shared", "goal-service", "jira-app", "asana-app", "test"],
  ],
  "dead code (knip)": [bin("knip/bin/knip.js")],
  "schema and migrations": [path.join(root, "scripts/migration.mjs"), "--check"],
  "format (prettier)": [bin("prettier/bin/prettier.cjs"), "--check", ".", "--log-level", "warn"],
};

/** Runs commands two at a time; returns the names of those that failed. */
export async function runAll(commands) {
  const waiting = Object.entries(commands);
  const failed = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, args] = next;
      const { code, said, seconds } = await run(args);
      say(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)${code === 0 ? "" : `\n${said.trim()}\n`}`);
      if (code !== 0) failed.push(name);
    }
  };
  await Promise.all([lane(), lane()]);
  return failed;
}

function run(args) {
  const before = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    child.on("exit", (code) => resolve({ code, said, seconds: ((performance.now() - before) / 1000).toFixed(1) }));
  });
}
