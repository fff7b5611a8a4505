// Builds the sandbox Asana: its server and its pages.
import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");
const quiet = { logLevel: "warning", legalComments: "none" };

const buildServer = (outDir) =>
  build({
    ...quiet,
    entryPoints: [join(here, "main.ts")],
    outfile: join(outDir, "asana.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
  });

const buildPages = (outDir) =>
  build({
    ...quiet,
    entryPoints: ["asana-pages.tsx", "asana-theme.ts"].map((file) => join(here, "pages", file)),
    outdir: outDir,
    bundle: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    minify: true,
  });

export async function buildSandboxAsana({ outDir = join(root, "test/sandbox/dist") } = {}) {
  await mkdir(outDir, { recursive: true });
  await Promise.all([buildServer(outDir), buildPages(outDir)]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await buildSandboxAsana(process.argv[2] === undefined ? {} : { outDir: process.argv[2] });
