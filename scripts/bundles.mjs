// What esbuild makes of the sources. Packages stay outside the bundles of Node, so that traces, licences and updates are
// theirs; our own packages export TypeScript and are bundled in.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const node = {
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  alias: { "@throughline/shared": "./shared/src" },
};
const browser = {
  platform: "browser",
  format: "iife",
  target: "es2022",
  minify: true,
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  alias: node.alias,
};

/** Every program of the house: where it begins and where its bundle lies. A row counts once its file exists. */
const programs = {
  "the goal service": ["goal-service/src/main.ts", "goal-service/dist/main"],
  "the command health": ["goal-service/src/health-cli.ts", "goal-service/dist/health-cli"],
  "the command deliveries": ["goal-service/src/deliveries-cli.ts", "goal-service/dist/deliveries-cli"],
  "the migration maker": ["goal-service/prisma/make-migration.ts", "goal-service/dist/make-migration"],
  "the Asana app": ["asana-app/src/main.ts", "asana-app/dist/main"],
  "the sandbox Jira": ["test/sandbox/jira/main.ts", "test/sandbox/dist/jira"],
  "the sandbox Asana": ["test/sandbox/asana/main.ts", "test/sandbox/dist/asana"],
};

/** Bundles with `sources` are made when those change, the others every time: that is quicker than looking. */
export function bundles(root) {
  const has = (file) => existsSync(path.join(root, file));
  return [
    ...Object.entries(programs)
      .filter(([, [entry]]) => has(entry))
      .map(([name, [entry, out]]) => ({ name, options: { ...node, entryPoints: [{ in: entry, out }], outdir: root } })),
    ...forgeApp(root),
    ...sandboxPages(root),
  ];
}

/** The Forge app as the sandbox Jira runs it: its functions with everything they use, and one script for each module. */
function forgeApp(root) {
  const frontend = path.join(root, "jira-app/src/frontend");
  if (!existsSync(path.join(root, "jira-app/src/index.ts"))) return [];
  const sources = ["jira-app/src", "shared/src"];
  const modules = existsSync(frontend) ? readdirSync(frontend).filter((file) => /^[\w-]+\.tsx$/.test(file)) : [];
  return [
    {
      name: "the functions of the Jira app",
      sources,
      made: "test/sandbox/dist/jira-app-functions.cjs",
      options: {
        ...node,
        format: "cjs",
        packages: "bundle",
        entryPoints: ["jira-app/src/index.ts"],
        outfile: "test/sandbox/dist/jira-app-functions.cjs",
      },
    },
    {
      name: "the screens of the Jira app",
      sources,
      made: "test/sandbox/dist/jira-frontend",
      options: {
        ...browser,
        // Named as in the manifest: entry `issue-panel` of the resource `ui` becomes ui-issue-panel.js.
        entryPoints: modules.map((file) => ({
          in: `jira-app/src/frontend/${file}`,
          out: `ui-${path.parse(file).name}`,
        })),
        outdir: "test/sandbox/dist/jira-frontend",
      },
    },
  ];
}

/** The sandboxes' own pages: every file pages/jira-*.ts(x) or pages/asana-*.ts(x) is one script, with its style sheet. */
function sandboxPages(root) {
  return ["jira", "asana"].flatMap((tool) => {
    const folder = `test/sandbox/${tool}/pages`;
    const entries = existsSync(path.join(root, folder))
      ? readdirSync(path.join(root, folder)).filter((file) => new RegExp(`^${tool}-[\\w-]+\\.tsx?$`).test(file))
      : [];
    if (entries.length === 0) return [];
    return [
      {
        name: `the pages of the sandbox ${tool}`,
        sources: [`test/sandbox/${tool}`, "shared/src"],
        made: `test/sandbox/dist/${path.parse(entries[0]).name}.js`,
        options: { ...browser, entryPoints: entries.map((file) => `${folder}/${file}`), outdir: "test/sandbox/dist" },
      },
    ];
  });
}
