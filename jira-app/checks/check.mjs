// The checks that need no Atlassian account: the manifest in full, Forge's own lint and bundlers, our rules. Offline.
// `node check.mjs [app folder] [part ...]`: all parts, or those that are named.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { bundleProblems } from "./bundles.mjs";
import { ourRules } from "./our-rules.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [folder = join(here, ".."), ...wanted] = process.argv.slice(2);
const appDir = resolve(folder);
const require = createRequire(import.meta.url);

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );
const all = files(join(appDir, "src"));
const sources = all.filter((name) => /\.tsx?$/.test(name));
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

/**
 * Whatever lies in src, as `forge deploy` lints it. Forge's lint would fetch Jira's API description and ask for a login;
 * given the description, its rules need neither.
 */
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
  const results = await lint(all, manifest, "development", logger, flags, { linter: { mode: "client-side" } });
  return results.flatMap((result) =>
    ["errors", "warnings"].flatMap((kind) =>
      (result[kind] ?? []).map((problem) => ({
        level: kind === "errors" ? "error" : "warning",
        text: `${result.file} ${problem.line}:${problem.column} ${problem.message}`,
      })),
    ),
  );
}

const errors = (texts) => texts.map((text) => ({ level: "error", text }));
const parts = {
  rules: async () => errors(ourRules(manifest, appDir, sources, operations)),
  manifest: validateManifest,
  lint: lintSources,
  bundles: async () => errors(bundleProblems(manifest)),
};

process.chdir(appDir);
let failed = false;
for (const [name, problemsOf] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const problems = await problemsOf();
  for (const { level, text } of problems) console.log(`${name}: ${level}: ${text}`);
  failed ||= problems.some(({ level }) => level === "error");
  console.log(`${name}: ${problems.length === 0 ? "nothing to report" : `${problems.length} reported`}`);
}
process.exitCode = failed ? 1 : 0;
