// npm run check:types: TypeScript checks every part of the house; esbuild, vite and swc only strip its types.
import { runAll, types } from "./checks.mjs";
import { setUp } from "./set-up.mjs";

await setUp({ dev: true, only: "types" });
process.exitCode = (await runAll(types)).length > 0 ? 1 : 0;
