// What `forge deploy` would make of the app, held against its manifest.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const list = (value) => (Array.isArray(value) ? value : []);
const missing = (from, among) => from.filter((one) => !among.includes(one));

/** The working directory is the app. */
export function bundleProblems(manifest) {
  const script = join(import.meta.dirname, "forge-bundles.cjs");
  const run = spawnSync(process.execPath, [script], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (run.status !== 0) return [`Forge's bundlers refuse the app: ${run.stderr.trim()}`];
  const { functions, pages } = JSON.parse(run.stdout);
  const exported = Object.entries(functions).flatMap(([file, names]) => names.map((name) => `${file}.${name}`));
  const handlers = list(manifest.modules?.function).map(({ handler }) => handler);
  const entries = list(manifest.resources).flatMap(({ key, entry }) =>
    entry === undefined ? [key] : Object.keys(entry).map((name) => `${key}/${name}`),
  );
  return [
    ...missing(handlers, exported).map((name) => `the manifest names ${name}, which the bundle doesn't export`),
    ...missing(exported, handlers).map((name) => `the bundle exports ${name}, which the manifest doesn't name`),
    ...missing(entries, pages).map((name) => `the page ${name} is not in the bundle`),
  ];
}
