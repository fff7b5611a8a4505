// What esbuild makes of the sources. Packages stay outside the bundles of Node, so that traces, licences and updates are
// theirs; our own packages export TypeScript and are bundled in.
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const node = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  alias: { "@throughline/shared": "./shared/src" },
  sourcemap: true,
  logLevel: "error",
};

/** Every program of the house: where it begins and where its bundle lies. A row counts once its file exists. */
const programs = {
  "the goal service": ["goal-service/src/main.ts", "goal-service/dist/main"],
  "the command health": ["goal-service/src/health-cli.ts", "goal-service/dist/health-cli"],
  "the command deliveries": ["goal-service/src/deliveries-cli.ts", "goal-service/dist/deliveries-cli"],
  "the migration maker": ["goal-service/prisma/make-migration.ts", "goal-service/dist/make-migration"],
  "the benchmarks": ["goal-service/bench/main.ts", "goal-service/dist/bench"],
  "the Asana app": ["asana-app/src/main.ts", "asana-app/dist/main"],
  "the sample": ["test/sandbox/sample/main.ts", "test/sandbox/dist/sample"],
};

/** A sandbox makes itself, with its pages and the app that it has installed: its build.mjs exports how. */
const sandboxes = {
  "the sandbox Jira": { tool: "jira", make: "buildSandboxJira", app: "jira-app" },
  "the sandbox Asana": { tool: "asana", make: "buildSandboxAsana", app: "asana-app" },
};

/** Bundles with `sources` are made when those change, the others every time: that is quicker than looking. */
export function bundles(root) {
  const has = (file) => existsSync(path.join(root, file));
  return [
    ...Object.entries(programs)
      .filter(([, [entry]]) => has(entry))
      .map(([name, [entry, out]]) => ({
        name,
        async make() {
          const { build } = await import("esbuild");
          await build({ ...node, absWorkingDir: root, entryPoints: [{ in: entry, out }], outdir: root });
        },
      })),
    {
      name: "the Jira app",
      make: async () => (await import(pathToFileURL(path.join(root, "jira-app/build.mjs")).href)).buildJiraApp(),
    },
    ...Object.entries(sandboxes)
      .map(([name, { tool, make, app }]) => ({ name, tool, make, app, file: `test/sandbox/${tool}/build.mjs` }))
      .filter(({ file }) => has(file))
      .map(({ name, tool, make, app, file }) => ({
        name,
        sources: [`test/sandbox/${tool}`, "test/sandbox/base", `${app}/src`, `${app}/manifest.yml`, "shared/src"],
        made: `test/sandbox/dist/${tool}.js`,
        make: async () => (await import(pathToFileURL(path.join(root, file)).href))[make](),
      })),
  ];
}
