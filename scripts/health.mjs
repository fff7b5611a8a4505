// npm run health -- FILE: the pure health model over a file of facts. Only the reports reach stdout.
import { spawn } from "node:child_process";
import path from "node:path";
import { root, setUp } from "./set-up.mjs";

const args = process.argv.slice(2).map((arg) => (arg === "-" || arg.startsWith("--") ? arg : path.resolve(arg)));
await setUp({ only: "the command health" });
const child = spawn(process.execPath, [path.join(root, "goal-service/dist/health-cli.js"), ...args], {
  stdio: "inherit",
});
child.on("exit", (code) => process.exit(code ?? 1));
