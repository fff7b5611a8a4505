// Plants faults in a copy of the app: a check that finds none of them would be no check. Each is looked for by the part
// that has to find it, for all of them together take a minute.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildJiraApp } from "../build.mjs";

const here = dirname(fileURLToPath(import.meta.url));

async function checkWith(part, file, from, to) {
  const whole = mkdtempSync(join(tmpdir(), "jira-app-"));
  const copy = join(whole, "jira-app");
  try {
    for (const beside of ["node_modules", "shared", "tsconfig.base.json"]) {
      symlinkSync(resolve(here, "../..", beside), join(whole, beside));
    }
    for (const name of ["manifest.yml", "package.json", "tsconfig.json", "src"]) {
      cpSync(join(here, "..", name), join(copy, name), { recursive: true });
    }
    const before = readFileSync(join(copy, file), "utf8");
    const after = before.replaceAll(from, to);
    assert.notEqual(after, before, `${file} no longer holds what this test replaces`);
    writeFileSync(join(copy, file), after);
    await buildJiraApp(copy);
    const run = spawnSync(process.execPath, [join(here, "check.mjs"), copy, part], { encoding: "utf8" });
    return { status: run.status, said: run.stdout + run.stderr };
  } finally {
    rmSync(whole, { recursive: true, force: true });
  }
}

const faults = [
  ["UI Kit 1", "rules", "manifest.yml", "      render: native\n", "", /needs a resource and "render: native"/],
  ["an entry without a file", "rules", "manifest.yml", "issue-context.js", "nowhere.js", /nowhere\.js/],
  [
    "a handler that isn't exported",
    "bundles",
    "manifest.yml",
    "functions.onHour",
    "functions.onMinute",
    /names dist\/functions\.onMinute, which the bundle doesn't export[^]*exports dist\/functions\.onHour, which the manifest/,
  ],
  ["functions of TypeScript", "bundles", "manifest.yml", "dist/functions.", "index.", /TypeScript emitted no output/],
  [
    "pages of TypeScript",
    "bundles",
    "manifest.yml",
    /src\/dist\/pages|(?<=entry:[^]*)\.js$/gm,
    (found) => (found === ".js" ? ".tsx" : "src/frontend"),
    /TypeScript emitted no output/,
  ],
  [
    "a package that isn't installed",
    "bundles",
    "src/log.ts",
    /^/g,
    'import "nowhere-to-be-found";\n',
    /Can't resolve 'nowhere-to-be-found'/,
  ],
  [
    "a wider scope",
    "rules",
    "manifest.yml",
    "    - read:jira-user",
    "    - read:jira-user\n    - manage:jira-configuration",
    /manage:jira-configuration/,
  ],
  ["a missing scope", "rules", "manifest.yml", "    - write:jira-work\n", "", /write:jira-work/],
  [
    "a fixed address",
    "rules",
    "manifest.yml",
    "  - key: goal-service\n    operations",
    "  - key: goal-service\n    baseUrl: https://goals.example.com\n    operations",
    /without baseUrl/,
  ],
  [
    "a module that doesn't exist",
    "manifest",
    "manifest.yml",
    "jira:issueContext:",
    "jira:issueContextt:",
    /issueContextt/,
  ],
  [
    "an alias renamed",
    "rules",
    "manifest.yml",
    "searchAlias: throughlineLink",
    "searchAlias: goalLink",
    /throughlineLink/,
  ],
  [
    "a call that nobody listed",
    "rules",
    "src/jira/site.ts",
    "/rest/api/3/field`",
    "/rest/api/3/statuses`",
    /statuses: not listed/,
  ],
  [
    "a second way to Jira",
    "rules",
    "src/jira/mark.ts",
    "jira(z.unknown(), {",
    "requestJira(z.unknown(), {",
    /requestJira outside/,
  ],
  [
    "a way out",
    "rules",
    "src/log.ts",
    "globalThis.console",
    'void fetch("https://evil.example.com");\n  globalThis.console',
    /evil\.example\.com|fetch;/,
  ],
];

for (const [name, part, file, from, to, expected] of faults) {
  test(name, async () => {
    const { status, said } = await checkWith(part, file, from, to);
    assert.equal(status, 1, said);
    assert.match(said, expected);
  });
}
