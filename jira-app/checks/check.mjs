// The checks that need no Atlassian account: the manifest in full, Forge's own lint, our rules. Offline.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { ourRules } from "./our-rules.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const appDir = resolve(process.argv[2] ?? join(here, ".."));
const require = createRequire(import.meta.url);

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );
const sources = files(join(appDir, "src")).filter((name) => /\.tsx?$/.test(name));
const shipped = sources.filter((name) => !/\.test\.tsx?$|\/testing\//.test(name));
const manifest = parse(readFileSync(join(appDir, "manifest.yml"), "utf8"));

const operations = JSON.parse(readFileSync(join(here, "jira-operations.json"), "utf8"));

async function validateManifest() {
  const { ProcessorBuilder, ValidationTypes } = require("@forge/manifest");
  const result = await ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build().process();
  return (result.errors ?? []).map(({ level, line, column, message }) => ({
    level,
    text: `manifest.yml ${line}:${column} ${message}`,
  }));
}

/** Forge's lint would fetch Jira's API description and ask for a login; given the description, its rules need neither. */
async function lintSources() {
  process.env.USE_LOCAL_SWAGGER = "1";
  process.env.LOCAL_JIRA_SWAGGER = join(here, "jira-operations.json");
  for (const other of ["JSM", "JSW", "CONF", "CONF_V2", "BB"]) {
    process.env[`LOCAL_${other}_SWAGGER`] = join(here, "no-operations.json");
  }
  const { lint } = require("@forge/lint");
  const quiet = () => undefined;
  const logger = { info: quiet, debug: quiet, trace: quiet, warn: console.warn, error: console.error };
  const flags = { getDeprecatedRuntimes: async () => ["sandbox", "nodejs18.x", "nodejs20.x"] };
  const results = await lint(shipped, manifest, "development", logger, flags, { linter: { mode: "client-side" } });
  return results.flatMap((result) =>
    ["errors", "warnings"].flatMap((kind) =>
      (result[kind] ?? []).map((problem) => ({
        level: kind === "errors" ? "error" : "warning",
        text: `${result.file} ${problem.line}:${problem.column} ${problem.message}`,
      })),
    ),
  );
}

process.chdir(appDir);
const parts = {
  "our rules": ourRules(manifest, appDir, sources, operations).map((text) => ({ level: "error", text })),
  manifest: await validateManifest(),
  lint: await lintSources(),
};
let failed = false;
for (const [name, problems] of Object.entries(parts)) {
  for (const { level, text } of problems) console.log(`${name}: ${level}: ${text}`);
  failed ||= problems.some(({ level }) => level === "error");
  console.log(`${name}: ${problems.length === 0 ? "nothing to report" : `${problems.length} reported`}`);
}
process.exitCode = failed ? 1 : 0;
