// Plants faults in a copy of the app: a check that finds none of them would be no check.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

function checkWith(file, from, to) {
  const copy = mkdtempSync(join(tmpdir(), "jira-app-"));
  try {
    for (const part of ["manifest.yml", "package.json", "tsconfig.json", "src"]) {
      cpSync(join(here, "..", part), join(copy, part), { recursive: true });
    }
    const before = readFileSync(join(copy, file), "utf8");
    const after = before.replace(from, to);
    assert.notEqual(after, before, `${file} no longer holds what this test replaces`);
    writeFileSync(join(copy, file), after);
    const run = spawnSync(process.execPath, [join(here, "check.mjs"), copy], { encoding: "utf8" });
    return { status: run.status, said: run.stdout + run.stderr };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const faults = [
  ["UI Kit 1", "manifest.yml", "      render: native\n", "", /needs a resource and "render: native"/],
  ["an entry without a file", "manifest.yml", "issue-context.tsx", "nowhere.tsx", /nowhere\.tsx/],
  ["a handler that isn't exported", "manifest.yml", "index.onHour", "index.onMinute", /index\.onMinute/],
  [
    "a wider scope",
    "manifest.yml",
    "    - read:jira-user",
    "    - read:jira-user\n    - manage:jira-configuration",
    /manage:jira-configuration/,
  ],
  ["a missing scope", "manifest.yml", "    - write:jira-work\n", "", /write:jira-work/],
  [
    "a fixed address",
    "manifest.yml",
    "  - key: goal-service\n    operations",
    "  - key: goal-service\n    baseUrl: https://goals.example.com\n    operations",
    /without baseUrl/,
  ],
  ["a module that doesn't exist", "manifest.yml", "jira:issueContext:", "jira:issueContextt:", /issueContextt/],
  ["an alias renamed", "manifest.yml", "searchAlias: throughlineLink", "searchAlias: goalLink", /throughlineLink/],
  [
    "a call that nobody listed",
    "src/jira/site.ts",
    "/rest/api/3/field`",
    "/rest/api/3/statuses`",
    /statuses: not listed/,
  ],
  [
    "a second way to Jira",
    "src/jira/mark.ts",
    "jira(z.unknown(), {",
    "requestJira(z.unknown(), {",
    /requestJira outside/,
  ],
  [
    "a way out",
    "src/log.ts",
    "globalThis.console",
    'void fetch("https://evil.example.com");\n  globalThis.console',
    /evil\.example\.com|fetch;/,
  ],
];

for (const [name, file, from, to, expected] of faults) {
  test(name, () => {
    const { status, said } = checkWith(file, from, to);
    assert.equal(status, 1, said);
    assert.match(said, expected);
  });
}
