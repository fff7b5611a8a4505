// Plain JavaScript of the functions and of every page, for Forge to bundle: its own tool chain reads no TypeScript of ours
// (docs/decisions/017). Packages stay imports, so that Forge picks those that it needs; our own `shared` is bundled in.
import { readdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;

/** What manifest.yml names: `dist/functions` below src, and a file for each page. */
export async function buildJiraApp(appDir = here) {
  const from = path.join(appDir, "src");
  const to = path.join(from, "dist");
  const pages = readdirSync(path.join(from, "frontend")).filter((file) => /^[\w-]+\.tsx$/.test(file));
  const plain = {
    bundle: true,
    format: "esm",
    packages: "external",
    alias: { "@throughline/shared": path.join(here, "../shared/src") },
    logLevel: "error",
  };
  await Promise.all([
    build({
      ...plain,
      entryPoints: { functions: path.join(from, "index.ts") },
      outdir: to,
      platform: "node",
      target: "node22",
    }),
    build({
      ...plain,
      entryPoints: pages.map((file) => path.join(from, "frontend", file)),
      outdir: path.join(to, "pages"),
      platform: "browser",
      target: "es2022",
      jsx: "automatic",
    }),
  ]);
}
