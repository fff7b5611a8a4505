// npm run check:types, check:lint: the checks that need more than one process, because each part has types of its own.
import { lint, runAll, types } from "./checks.mjs";
import { refuse, setUp } from "./set-up.mjs";

const wanted = { types, lint }[process.argv[2]] ?? refuse("Check what? types or lint.");
await setUp({ dev: true, only: "types" });
process.exitCode = (await runAll(wanted)).length > 0 ? 1 : 0;
