// npm run health -- FILE, or -- verify RECEIPT: the pure health model over a file. Only its answer reaches stdout.
import { spawn } from "node:child_process";
import path from "node:path";
import { root, setUp } from "./set-up.mjs";

const given = process.argv.slice(2);
const words = given[0] === "verify" ? 1 : 0;
const isFile = (arg, index) => index >= words && arg !== "-" && !arg.startsWith("--");
const args = given.map((arg, index) => (isFile(arg, index) ? path.resolve(arg) : arg));
await setUp({ only: "the command health" });
const child = spawn(process.execPath, [path.join(root, "goal-service/dist/health-cli.js"), ...args], {
  stdio: "inherit",
});
child.on("exit", (code) => process.exit(code ?? 1));
