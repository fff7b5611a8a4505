// Builds the sandbox Jira: its server, its pages, and the app that it has installed, from what `npm run build` made of it.
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { parse } from "yaml";
import { buildJiraApp } from "../../../jira-app/build.mjs";

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

/** The app's functions with everything they use, from where its manifest says that they are. */
function buildFunctions({ modules }, appDir, outDir) {
  const [file, ...more] = new Set(modules.function.map(({ handler }) => handler.replace(/\.[^.]+$/, "")));
  if (file === undefined || more.length > 0) throw new Error("this sandbox runs apps whose handlers are in one file");
  return build({
    ...quiet,
    entryPoints: [join(appDir, "src", file)],
    outfile: join(outDir, "jira-app-functions.cjs"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    nodePaths: [join(root, "node_modules")],
  });
}

/** Each entry of each UI Kit resource, named `resource-entry`. */
async function buildFrontends({ resources = [] }, appDir, outDir) {
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
  const manifest = parse(await readFile(join(appDir, "manifest.yml"), "utf8"));
  await Promise.all([
    buildServer(outDir),
    buildPages(outDir),
    buildFunctions(manifest, appDir, outDir),
    buildFrontends(manifest, appDir, outDir),
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (process.env.JIRA_APP_DIR === undefined) await buildJiraApp();
  await buildSandboxJira({});
}
