// What every command needs before it can run, done when it is missing and skipped when it is there.
// Node built-ins only: on a fresh clone nothing else exists yet.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundles } from "./bundles.mjs";

export const root = path.resolve(import.meta.dirname, "..");
const at = (...parts) => path.join(root, ...parts);
const stampFile = at("node_modules", ".throughline-set-up");

/** A word for the person at the terminal, where the output of the command itself never goes. */
export const say = (line) => void process.stderr.write(`${line}\n`);

/** Ends the command with a sentence that says what to do: no stack, which would only bury it. */
export function refuse(message) {
  say(message);
  process.exit(1);
}

/**
 * Makes the checkout ready. `dev`: with the packages that only tests and checks need. `only`: this bundle (or none of
 * that name), without what the service needs beside it.
 */
export async function setUp({ dev = false, only = undefined } = {}) {
  checkNode();
  process.chdir(root);
  await install(dev);
  if (only === undefined) await Promise.all([generateClient(), buildDashboard()]);
  await bundle(only);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  refuse(`Throughline needs Node 20.19 or newer (20, 22 or 24); this is ${process.version}.`);
}

// ── Packages ─────────────────────────────────────────────────────────────────────────────────────────────────────

async function install(asked) {
  // Who has run the tests here keeps their packages: a start must not take them away.
  const dev = asked || existsSync(at("node_modules", "jest"));
  const lock = hash(["package-lock.json"]);
  const stamps = readStamps();
  const all = stamps.lock === lock ? stamps.dev : byHand();
  if (all !== undefined && (all || !dev)) {
    if (stamps.lock !== lock || stamps.dev !== all) keepStamps({ lock, dev: all });
    return;
  }
  // Adding the rest leaves what is there in place, under a service that may be running from it; `ci` replaces it all.
  const how = all === undefined ? ["ci"] : ["install", "--no-save"];
  const omit = dev ? "--include=dev" : "--omit=dev";
  await step(`Installing packages${dev ? ", with those for tests" : ""}`, () =>
    run("npm", [...how, omit, "--no-fund", "--no-audit", "--loglevel=error"], { npm: true }),
  );
  keepStamps({ lock, dev });
}

/** Whether packages were installed by hand from this lock: all of them, those for running only, or (undefined) no. */
function byHand() {
  const hidden = at("node_modules", ".package-lock.json");
  if (!existsSync(hidden) || statSync(hidden).mtimeMs < statSync(at("package-lock.json")).mtimeMs) return undefined;
  return existsSync(at("node_modules", "jest"));
}

// ── What is made from sources ────────────────────────────────────────────────────────────────────────────────────

async function generateClient() {
  const made = at("goal-service", "src", "generated", "prisma", "client.ts");
  await whenChanged("client", ["goal-service/prisma/schema.prisma", "package-lock.json"], made, () =>
    step("Generating the database client", () =>
      // Generating needs no schema engine, but the program insists that one exists before it looks. Only here: with the
      // same setting `prisma migrate` would do nothing and call that a success.
      run(tool("prisma/build/index.js"), ["generate", "--schema", "prisma/schema.prisma"], {
        cwd: at("goal-service"),
        env: {
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          PRISMA_HIDE_UPDATE_MESSAGE: "1",
          CHECKPOINT_DISABLE: "1",
        },
      }),
    ),
  );
}

async function buildDashboard() {
  const home = "goal-service/dashboard";
  if (!existsSync(at(home, "index.html"))) return;
  const sources = [
    `${home}/src`,
    `${home}/public`,
    `${home}/index.html`,
    `${home}/vite.config.ts`,
    "shared/src",
    "package-lock.json",
  ];
  await whenChanged("dashboard", sources, at("goal-service/dist/dashboard/index.html"), () =>
    step("Building the dashboard", () =>
      run(tool("vite/bin/vite.js"), ["build", "--logLevel", "warn"], { cwd: at(home) }),
    ),
  );
}

async function bundle(only) {
  const wanted = bundles(root).filter(({ name }) => only === undefined || name === only);
  for (const { name, sources, made, make } of wanted) {
    try {
      if (sources === undefined) await make();
      else await whenChanged(name, [...sources, "package-lock.json"], at(made), () => step(`Bundling ${name}`, make));
    } catch (error) {
      refuse(`${name} could not be bundled${error.errors ? "; the reason is above." : `: ${error.message}`}`);
    }
  }
  // Its helper process would stay as long as the command does.
  if (wanted.length > 0) await (await import("esbuild")).stop();
}

// ── How ──────────────────────────────────────────────────────────────────────────────────────────────────────────

async function step(what, work) {
  say(`· ${what} ...`);
  const before = performance.now();
  await work();
  say(`  ${what}: ${((performance.now() - before) / 1000).toFixed(1)} s`);
}

const tool = (file) => at("node_modules", file);

/** Runs a program to its end; what it says appears only when it fails. */
function run(program, args, { cwd = root, env = {}, npm = false } = {}) {
  const [command, ...first] = npm ? npmCommand() : [process.execPath, program];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    child.on("error", (error) => refuse(`${command} could not be started: ${error.message}`));
    child.on("exit", (code) => {
      if (code !== 0) refuse(`${said.trim()}\n\n${path.basename(program)} ${args[0]} failed; the reason is above.`);
      resolve();
    });
  });
}

/** The npm that started us, or the one that lies beside this Node. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith("npm-cli.js") ? [process.execPath, cli] : ["npm"];
}

async function whenChanged(name, sources, made, work) {
  const now = hash(sources.filter((source) => existsSync(at(source))));
  if (existsSync(made) && readStamps()[name] === now) return;
  await work();
  keepStamps({ [name]: now });
}

function hash(sources) {
  const sum = createHash("sha256");
  for (const source of sources.flatMap(files).sort()) sum.update(`${source}\0`).update(readFileSync(at(source)));
  return sum.digest("hex").slice(0, 16);
}

function files(source) {
  if (!statSync(at(source)).isDirectory()) return [source];
  return readdirSync(at(source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, "utf8"));
  } catch {
    return {};
  }
}

function keepStamps(stamps) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ ...readStamps(), ...stamps }));
}
