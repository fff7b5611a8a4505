// npm test: every check and every test. npm test -- --only service goals/: one project, or `checks`, and what Jest takes.
// It lives in a time that a seed draws; --seed 4711 draws it again, --at 2028-02-29 or --at 2028-02-29T23:50Z names one.
// npm run proof: the tests that can run longer (they read PROOF), and only those, at their full length; then the walk of
// the days: whatever lives in the machine's time, on each of them.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { checks, runAll } from "./checks.mjs";
import { drawSeed, livingAt, momentOf, named, WALK } from "./given-time.mjs";
import { refuse, root, say, setUp } from "./set-up.mjs";

const { proof, only, seed, at, rest } = options(process.argv.slice(2));
const begun = performance.now();
await setUp({ dev: true });
const { default: config } = await import("../jest.config.js");
const projects = config.projects.map(({ displayName }) => displayName);
if (only !== undefined && only !== "checks" && !projects.includes(only)) {
  refuse(`There is no project ${only}; there are checks, ${projects.join(", ")}.`);
}

/** The tests whose programs take the time from the machine and whose days count; all others bring a time of their own. */
const IN_MACHINE_TIME = ["test/journeys/(?!.*kill)", "test/conformance/conformance", "test/browser/.*journey"];

const failed = [];
const tests = { passed: 0, failed: 0, skipped: 0 };
if (!proof && (only === undefined || only === "checks")) {
  header("Checks");
  failed.push(...(await runAll(checks)));
}
if (only !== "checks") {
  const time = at ?? momentOf(seed);
  say(`\nThe tests live in ${named(time)}${at === undefined ? `: seed ${seed}` : ""}`);
  if (!proof) await run("Tests", time, rest);
  else {
    await run("Proofs", time, ["--runTestsByPath", ...proofs()], { PROOF: "1" });
    for (const day of WALK) await run(named(day), day, IN_MACHINE_TIME);
  }
}

say("");
if (failed.length > 0) say(`Failed: ${failed.join("; ")}`);
say(`Took ${((performance.now() - begun) / 1000).toFixed(0)} s`);
const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : "";
process.stdout.write(`Tests: ${tests.passed} passed, ${tests.failed} failed${skipped}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

function options(args) {
  const rest = args.filter((arg) => arg !== "--proof");
  const take = (name, wants) => {
    const at = rest.indexOf(name);
    const [, value] = at < 0 ? [] : rest.splice(at, 2);
    if (at >= 0 && value === undefined) refuse(`${name} wants ${wants}.`);
    return value;
  };
  const only = take("--only", "the name of a project, or `checks`");
  const [seed, at] = [take("--seed", "a number"), take("--at", "a day or a moment")];
  if (seed !== undefined && !/^\d+$/.test(seed)) refuse(`--seed wants a number, not ${seed}.`);
  if (at !== undefined && Number.isNaN(Date.parse(at))) refuse(`--at wants a day or a moment, not ${at}.`);
  return {
    ...{ proof: args.includes("--proof"), only, rest },
    ...{ seed: seed === undefined ? drawSeed() : Number(seed), at: at === undefined ? undefined : Date.parse(at) },
  };
}

/** The browser's tests come after the others, so that they get the machine. */
async function run(title, time, patterns, more = {}) {
  const wanted = projects.filter((name) => only === undefined || name === only);
  for (const group of [wanted.filter((name) => name !== "browser"), wanted.filter((name) => name === "browser")]) {
    if (group.length === 0) continue;
    header(`${title}: ${group.join(", ")}`);
    if ((await jest(group, patterns, { ...livingAt(time), ...more })) !== 0)
      failed.push(`tests of ${group.join(", ")} in ${named(time)}`);
  }
}

function header(text) {
  say(`\n── ${text} ${"─".repeat(Math.max(0, 90 - text.length))}`);
}

function jest(group, patterns, env) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "throughline-jest-"));
  const results = path.join(folder, "results.json");
  const args = [
    "--experimental-vm-modules",
    "--disable-warning=ExperimentalWarning",
    path.join(root, "node_modules/jest/bin/jest.js"),
  ];
  const how = ["--selectProjects", ...group, "--json", "--outputFile", results, "--passWithNoTests"];
  // Many tests wait for a process or a clock: more of them than cores keep the cores busy.
  const workers = String(Math.ceil(os.availableParallelism() * 1.5));
  const child = spawn(process.execPath, [...args, ...how, "--maxWorkers", workers, ...patterns], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["inherit", "ignore", "inherit"], // --json repeats the whole report on stdout
  });
  return new Promise((resolve) => {
    child.on("exit", (code) => {
      count(results);
      rmSync(folder, { recursive: true, force: true });
      resolve(code ?? 1);
    });
  });
}

function count(results) {
  try {
    const report = JSON.parse(readFileSync(results, "utf8"));
    tests.passed += report.numPassedTests;
    // A file that could not even be read counts as one test that failed.
    tests.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    tests.skipped += report.numPendingTests + report.numTodoTests;
  } catch {
    tests.failed++;
  }
}

/** The test files that know a longer form of themselves. */
function proofs() {
  return ["shared", "goal-service", "jira-app", "asana-app", "test"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((file) => /\.test\.tsx?$/.test(file) && !file.includes("node_modules"))
      .map((file) => path.join(root, folder, file))
      .filter((file) => /\bPROOF\b/.test(readFileSync(file, "utf8"))),
  );
}
