// npm run db:migration -- NAME: writes the migration that schema.prisma still lacks; -- --check only looks.
import { spawn } from "node:child_process";
import path from "node:path";
import { root, setUp } from "./set-up.mjs";

await setUp({ dev: true, only: "the migration maker" });
const program = path.join(root, "goal-service/dist/make-migration.js");
const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
