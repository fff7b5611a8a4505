import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";

jest.setTimeout(60_000);
const root = path.resolve(import.meta.dirname, "../..");

interface Rule {
  name: string;
  comment?: string;
}
const { forbidden } = createRequire(import.meta.url)(path.join(root, ".dependency-cruiser.cjs")) as {
  forbidden: Rule[];
};

/** One violation of each rule: the file that breaks it, and what it imports. */
const violations: Record<string, [file: string, imports: string]> = {
  "no-cycles": ["shared/src/loop-a.ts", "./loop-b.ts"],
  "no-unresolved": ["shared/src/lost.ts", "./nowhere.ts"],
  "no-undeclared-package": ["asana-app/src/undeclared.ts", "jose"],
  "no-dev-package-at-run-time": ["goal-service/src/goals/dev.ts", "fast-check"],
  "shared-stands-alone": ["shared/src/up.ts", "../../goal-service/src/goals/goals.ts"],
  "shared-needs-only-zod": ["shared/src/package.ts", "express"],
  "shared-needs-no-node": ["shared/src/node.ts", "node:fs"],
  "apps-meet-only-in-the-service": ["jira-app/src/sibling.ts", "../../asana-app/src/signature.ts"],
  "service-knows-no-app": ["goal-service/src/goals/app.ts", "../../../jira-app/src/index.ts"],
  "dashboard-speaks-http": ["goal-service/dashboard/src/short-cut.ts", "../../src/goals/goals.ts"],
  "service-serves-the-dashboard-as-files": ["goal-service/src/goals/screen.ts", "../../dashboard/src/main.ts"],
  "only-tests-import-tests": ["goal-service/src/goals/kit.ts", "../../../test/factories/goal.ts"],
  "nobody-imports-the-sandbox": ["test/journeys/inside.test.ts", "../sandbox/jira/server.ts"],
  "main-is-the-top": ["goal-service/src/goals/top.ts", "../main.ts"],
  "only-main-makes-the-app": ["goal-service/src/goals/second-app.ts", "../app.ts"],
  "ground-knows-nothing-above": ["goal-service/src/clock.ts", "./goals/goals.ts"],
  "live-knows-only-who-listens": ["goal-service/src/live/live.ts", "../goals/goals.ts"],
  "connectors-are-translators": ["goal-service/src/connectors/jira/store.ts", "../../db.ts"],
  "one-tool-per-connector": ["goal-service/src/connectors/jira/sibling.ts", "../asana/asana.ts"],
  "only-the-registry-knows-the-tools": ["goal-service/src/goals/tool.ts", "../connectors/asana/asana.ts"],
  "connectors-bring-only-their-own-client": ["goal-service/src/connectors/asana/serve.ts", "express"],
  "only-the-gateway-knows-the-client": ["goal-service/src/connectors/asana/direct.ts", "asana"],
  "features-do-not-know-the-wire-in": ["goal-service/src/goals/wire-in.ts", "../deliveries/process.ts"],
  "features-have-a-front-door": ["goal-service/src/goals/back-door.ts", "../people/routes.ts"],
  "sandbox-routes-stay-outside": ["goal-service/src/goals/days.ts", "../sandbox/routes.ts"],
};

/** What the violations need to exist, and a few lawful ways that must not be reported. */
const lawful: Record<string, string[]> = {
  "shared/src/loop-b.ts": ["./loop-a.ts"],
  "shared/src/link.ts": ["zod"],
  "shared/src/link.test.ts": ["node:fs", "./link.ts"],
  "asana-app/src/signature.ts": ["zod", "../../shared/src/link.ts"],
  "jira-app/src/index.ts": ["../../shared/src/link.ts"],
  "goal-service/dashboard/src/main.ts": ["../../../shared/src/link.ts"],
  "goal-service/src/main.ts": ["./app.ts", "./db.ts"],
  "goal-service/src/app.ts": ["./goals/routes.ts", "./sandbox/routes.ts", "./deliveries/process.ts"],
  "goal-service/src/db.ts": ["zod"],
  "goal-service/src/goals/goals.ts": ["../db.ts", "../people/people.ts"],
  "goal-service/src/goals/goals.test.ts": ["../../../test/factories/goal.ts"],
  "goal-service/src/goals/routes.ts": ["./goals.ts"],
  "goal-service/src/people/people.ts": ["../db.ts"],
  "goal-service/src/people/routes.ts": ["./people.ts"],
  "goal-service/src/sandbox/routes.ts": ["../goals/goals.ts"],
  "goal-service/src/deliveries/process.ts": ["../connectors/registry.ts", "../goals/goals.ts"],
  "goal-service/src/connectors/registry.ts": ["./asana/asana.ts"],
  "goal-service/src/connectors/signature.ts": ["zod"],
  "goal-service/src/connectors/asana/asana.ts": ["../signature.ts", "./gateway.ts", "zod"],
  "goal-service/src/connectors/asana/gateway.ts": ["asana", "p-limit"],
  "test/factories/goal.ts": ["../../goal-service/src/goals/goals.ts"],
  "test/sandbox/jira/server.ts": ["zod"],
};

const manifests = {
  "package.json": { name: "house" },
  "shared/package.json": { name: "shared", dependencies: { zod: "1.0.0", express: "1.0.0" } },
  "goal-service/package.json": {
    name: "goal-service",
    dependencies: { zod: "1.0.0", express: "1.0.0", asana: "1.0.0", "p-limit": "1.0.0" },
    devDependencies: { "fast-check": "1.0.0" },
  },
  "goal-service/dashboard/package.json": { name: "dashboard" },
  "jira-app/package.json": { name: "jira-app" },
  "asana-app/package.json": { name: "asana-app", dependencies: { zod: "1.0.0" } },
  "test/package.json": { name: "test", dependencies: { zod: "1.0.0" } },
};

interface Report {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { violations: { from: string; rule: { name: string } }[] };
}
const temp = mkdtempSync(path.join(os.tmpdir(), "throughline-walls-"));
afterAll(() => {
  rmSync(temp, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(temp, file)), { recursive: true });
  writeFileSync(path.join(temp, file), text);
}

async function cruise(cwd: string, what: string[]): Promise<Report> {
  const program = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const config = ["--config", path.join(root, ".dependency-cruiser.cjs"), "--output-type", "json"];
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...config, ...what], { cwd, maxBuffer: 1 << 26 }, (_error, stdout) => {
      resolve(JSON.parse(stdout) as Report);
    });
  });
}

let found: { from: string; rule: string }[] = [];
beforeAll(async () => {
  for (const [file, content] of Object.entries(manifests)) write(file, JSON.stringify(content));
  for (const name of ["zod", "express", "jose", "asana", "p-limit", "fast-check"]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    write(`node_modules/${name}/index.js`, "module.exports = {};");
  }
  const files = new Map<string, string[]>(Object.entries(lawful));
  for (const [file, imports] of Object.values(violations)) files.set(file, [...(files.get(file) ?? []), imports]);
  for (const [file, imports] of files) {
    write(
      file,
      imports.map((target, index) => `import * as part${index} from "${target}"; export { part${index} };`).join("\n"),
    );
  }
  const report = await cruise(temp, ["shared", "goal-service", "jira-app", "asana-app", "test"]);
  found = report.summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
});

test.each(forbidden)("the wall $name stands", ({ name, comment }) => {
  expect(comment).toBeTruthy();
  expect(violations).toHaveProperty(name);
  expect(found).toContainEqual({ from: violations[name]?.[0], rule: name });
});

test("lawful ways are not walled up", () => {
  const planted = new Set(Object.values(violations).map(([file]) => file));
  expect(found.filter(({ from }) => !planted.has(from) && from !== "shared/src/loop-b.ts")).toEqual([]);
});

test("the walls see through our own packages to their sources", async () => {
  const { modules } = await cruise(root, ["goal-service/src/health-file.ts"]);
  const file = modules.find(({ source }) => source === "goal-service/src/health-file.ts");
  expect(file?.dependencies.map(({ resolved }) => resolved)).toContain("shared/src/calendar.ts");
});
