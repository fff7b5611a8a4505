// npm run bench: the benchmarks, on a database of their own. -- --json FILE writes the figures; it ends with 1 if a gate fails.
import { spawn } from "node:child_process";
import path from "node:path";
import { root, setUp } from "./set-up.mjs";

const args = process.argv.slice(2).map((arg) => (arg.startsWith("--") ? arg : path.resolve(arg)));
await setUp();
// In a process group of its own, so that Ctrl-C reaches it once, through us; when we are gone it stops by itself.
const followParent = new URL("follow-parent.mjs", import.meta.url).href;
const program = path.join(root, "goal-service/dist/bench.js");
const child = spawn(process.execPath, ["--enable-source-maps", "--import", followParent, program, ...args], {
  stdio: ["pipe", "inherit", "inherit"],
  detached: process.platform !== "win32",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
