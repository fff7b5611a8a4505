// Bundles the app in the working directory with Forge's own bundlers, as `forge deploy` does, and says as JSON what came of
// it: the exports of each bundled file of functions, and the pages. A program of its own, for they need one that is CommonJS.
const { existsSync, readFileSync, rmSync } = require("node:fs");
const path = require("node:path");
const { getEntryPoints, getNodeBundler, NativeUIBundler } = require("@forge/bundler");
const { ConfigFile, FileSystemReader, FileSystemWriter } = require("@forge/cli-shared");

const quiet = () => undefined;
const logger = { info: quiet, debug: quiet, trace: quiet, warn: console.error, error: console.error };
/** The wrapper around every function is fetched by `forge deploy` from Atlassian; it is the same for all apps. */
const noScript = async () => ({ script: "", source: "", version: "none" });
const wrapper = { getNodeRuntimeWrapper: noScript, getNodeRuntimeLoader: noScript };

/** What Forge's runtime gives a bundle before it is loaded. */
globalThis.__forge_runtime__ = {};

async function bundleFunctions(config) {
  const entryPoints = getEntryPoints(await config.getAppHandlers());
  const { outputDir } = await getNodeBundler(logger, wrapper, config).bundle({
    appDirectory: process.cwd(),
    entryPoints,
  });
  const exportsOf = ({ name }) => [name, Object.keys(require(path.join(outputDir, `${name}.cjs`)))];
  try {
    return Object.fromEntries(entryPoints.map(exportsOf));
  } finally {
    rmSync(outputDir, { recursive: true, force: true });
  }
}

/** A page is there when its HTML names scripts, and each of them is there and holds something. */
function isWhole(folder, file) {
  if (!existsSync(path.join(folder, file))) return false;
  const scripts = [...readFileSync(path.join(folder, file), "utf8").matchAll(/<script[^>]* src="([^"]+)"/g)];
  return scripts.length > 0 && scripts.every(([, script]) => readFileSync(path.join(folder, script)).length > 0);
}

async function bundlePages(config) {
  const resources = await config.getResources(["nativeUI"]);
  const { nativeUiBundlesDetails } = await new NativeUIBundler(logger).bundleResources(resources);
  return nativeUiBundlesDetails.flatMap(({ key, path: folder, entry }) => {
    const names = Object.keys(entry ?? {});
    const whole = names.filter((name) => isWhole(folder, `${name}.html`)).map((name) => `${key}/${name}`);
    const alone = names.length === 0 && isWhole(folder, "index.html") ? [key] : [];
    rmSync(folder, { recursive: true, force: true });
    return [...whole, ...alone];
  });
}

async function main() {
  const config = new ConfigFile(new FileSystemReader(), new FileSystemWriter());
  const functions = await bundleFunctions(config);
  process.stdout.write(JSON.stringify({ functions, pages: await bundlePages(config) }));
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
