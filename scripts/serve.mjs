// npm run serve: the goal service alone, as in production. A container may run goal-service/dist/main.js itself.
import { startProgram, stopProgram } from "./programs.mjs";
import { say, setUp } from "./set-up.mjs";

await setUp();
const program = startProgram({
  name: "service",
  file: "goal-service/dist/main.js",
  env: { THROUGHLINE_MODE: "serve" },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => void stopProgram(program, signal === "SIGHUP" ? "SIGINT" : signal));
}
void program.ready.then(({ address, signIn, setUp: makeFirst }) => {
  say(`Throughline serves at ${address}${signIn ? `; sign in once at ${signIn}` : ""}`);
  if (makeFirst) say(`It is not set up yet. Give the workspace its name and its first admin at ${makeFirst}`);
});
process.exit((await program.ended) ?? 1);
