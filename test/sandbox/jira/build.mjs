// Builds the sandbox Jira: its server, its pages, and the app that it has installed (functions and frontends).
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { parse } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, "../../..");

const quiet = { logLevel: "warning", legalComments: "none" };
const browser = {
  ...quiet,
  bundle: true,
  platform: "browser",
  target: "es2022",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  minify: true,
};

/** The app's functions with everything they use. */
const buildFunctions = (appDir, outDir) =>
  build({
    ...quiet,
    entryPoints: [join(appDir, "src/index.ts")],
    outfile: join(outDir, "jira-app-functions.cjs"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    nodePaths: [join(root, "node_modules")],
  });

/** Each entry of each UI Kit resource, named `resource-entry`. */
async function buildFrontends(appDir, outDir) {
  const { resources = [] } = parse(await readFile(join(appDir, "manifest.yml"), "utf8"));
  const entries = resources.flatMap(({ key, path, entry }) =>
    entry
      ? Object.entries(entry).map(([name, file]) => [`${key}-${name}`, join(appDir, path, file)])
      : [[key, join(appDir, path)]],
  );
  if (entries.length === 0) return;
  await build({
    ...browser,
    entryPoints: Object.fromEntries(entries),
    outdir: join(outDir, "jira-frontend"),
    format: "iife",
    nodePaths: [join(root, "node_modules")],
  });
}

const buildPages = (outDir) =>
  build({
    ...browser,
    entryPoints: ["jira-pages.tsx", "jira-frame.ts", "jira-theme.ts"].map((file) => join(here, "pages", file)),
    outdir: outDir,
    format: "iife",
  });

const buildServer = (outDir) =>
  build({
    ...quiet,
    entryPoints: [join(here, "main.ts")],
    outfile: join(outDir, "jira.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
  });

export async function buildSandboxJira({
  appDir = process.env.JIRA_APP_DIR ?? join(root, "jira-app"),
  outDir = join(root, "test/sandbox/dist"),
} = {}) {
  await mkdir(outDir, { recursive: true });
  await rm(join(outDir, "jira-frontend"), { recursive: true, force: true });
  await Promise.all([
    buildServer(outDir),
    buildPages(outDir),
    buildFunctions(appDir, outDir),
    buildFrontends(appDir, outDir),
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildSandboxJira({});
