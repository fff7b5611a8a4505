// npm run deliveries -- list|show ID|replay ID: asks the running service what came in, what failed and why.
import { spawn } from "node:child_process";
import path from "node:path";
import { root, setUp } from "./set-up.mjs";

await setUp({ only: "the command deliveries" });
const program = path.join(root, "goal-service/dist/deliveries-cli.js");
const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
