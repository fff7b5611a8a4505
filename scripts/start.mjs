// npm start: the goal service with its embedded database and the dashboard, the sandboxes and both apps.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { answers, isTaken, startProgram, stopProgram } from "./programs.mjs";
import { refuse, root, say, setUp } from "./set-up.mjs";

const env = process.env;
const port = (name, usual) => Number(env[name] || usual);
const host = env.HOST || "127.0.0.1";
const local = (at) => `http://127.0.0.1:${at}`;
const [servicePort, jiraPort, asanaPort, asanaAppPort] = [
  port("PORT", 4600),
  port("SANDBOX_JIRA_PORT", 4601),
  port("SANDBOX_ASANA_PORT", 4602),
  port("ASANA_APP_PORT", 4603),
];
const APP_ID = "11111111-2222-3333-4444-555555555555";
/** What an operator registers with Asana; here the sandbox Asana knows it. */
const ASANA = {
  ASANA_CLIENT_ID: env.ASANA_CLIENT_ID || "throughline-sandbox",
  ASANA_CLIENT_SECRET: env.ASANA_CLIENT_SECRET || "sandbox-asana-client-secret",
  ASANA_APP_TOKEN: env.ASANA_APP_TOKEN || "sandbox-asana-app-token",
  ASANA_APP_URL: env.ASANA_APP_URL || local(asanaAppPort),
};
// A listener on every address is asked on this machine's own.
const service = `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host}:${servicePort}`;

/** In the order of their start; they are stopped the other way round. */
const programs = [
  {
    name: "service",
    title: "Goal service",
    file: "goal-service/dist/main.js",
    port: servicePort,
    variable: "PORT",
    address: service,
    env: {
      THROUGHLINE_MODE: "start",
      ...ASANA,
      FORGE_APP_IDS: env.FORGE_APP_IDS || `ari:cloud:ecosystem::app/${APP_ID}`,
      FORGE_JWKS_URL: env.FORGE_JWKS_URL || `${local(jiraPort)}/.well-known/jwks.json`,
    },
  },
  {
    name: "jira",
    title: "Jira (sandbox)",
    file: "test/sandbox/dist/jira.js",
    port: jiraPort,
    variable: "SANDBOX_JIRA_PORT",
    address: local(jiraPort),
    env: { THROUGHLINE_URL: service },
  },
  {
    name: "asana",
    title: "Asana (sandbox)",
    file: "test/sandbox/dist/asana.js",
    port: asanaPort,
    variable: "SANDBOX_ASANA_PORT",
    address: local(asanaPort),
    env: { THROUGHLINE_URL: service, ...ASANA },
  },
  {
    name: "asana-app",
    title: "Asana app",
    file: "asana-app/dist/main.js",
    port: asanaAppPort,
    variable: "ASANA_APP_PORT",
    address: local(asanaAppPort),
    env: { THROUGHLINE_URL: service, THROUGHLINE_MODE: "start", ASANA_ORIGIN: local(asanaPort), ...ASANA },
  },
];

const started = [];
let stopping;

/** Stops everything that runs, last started first; the sandboxes after the service, which finishes what it does in them. */
function stop(code) {
  stopping ??= (async () => {
    const isSandbox = ({ name }) => name === "jira" || name === "asana";
    const order = started.toReversed();
    for (const program of [...order.filter((one) => !isSandbox(one)), ...order.filter(isSandbox)])
      await stopProgram(program);
    process.exit(code);
  })();
  return stopping;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (stopping) return;
    say("\nStopping ...");
    void stop(0);
  });
}

await setUp();
const present = programs.filter(({ file }) => existsSync(path.join(root, file)));
for (const { title, port: wanted, variable } of present) {
  if (Number.isInteger(wanted) && wanted > 0 && wanted < 65_536 && (await isTaken(host, wanted))) {
    refuse(
      `Port ${wanted} (${title}) is in use. Stop what uses it, or choose another: ${variable}=${wanted + 10} npm start`,
    );
  }
}

wipeHalfMadeSample();
let welcome = service;
for (const plan of present) {
  if (stopping) break;
  const program = startProgram(plan);
  started.push(program);
  void program.ended.then((code) => {
    if (stopping) return;
    say(`${plan.title} ended${code === null ? "" : ` with ${code}`}.`);
    void stop(1);
  });
  const healthy = answers(program, `${plan.address}/healthz`);
  if (plan.name === "service") {
    const ready = await Promise.race([program.ready, program.ended.then(() => undefined)]);
    welcome = ready?.signIn ?? ready?.address ?? service;
  }
  if (!(await healthy) && !stopping) {
    say(`${plan.title} does not answer at ${plan.address}/healthz.`);
    await stop(1);
  }
}

if (!stopping && env.THROUGHLINE_SAMPLE !== "0") await fillWithSample();
if (!stopping) {
  const width = Math.max(...present.map(({ title }) => title.length));
  const lines = present.map(({ title, address }) => `  ${title.padEnd(width)}  ${address}`);
  process.stdout.write(`\n${lines.join("\n")}\n\nThroughline is ready: ${welcome}\n`);
}

/**
 * A sample that was broken off stands in the past and can't go on: its data are sample data and nothing else, so it
 * begins again from nothing. Only the embedded database is ours to empty.
 */
function wipeHalfMadeSample() {
  const dataDir = path.resolve(env.DATA_DIR || ".data");
  const marker = path.join(dataDir, "sample");
  if (env.THROUGHLINE_SAMPLE === "0" || !existsSync(marker) || readFileSync(marker, "utf8").trim() === "done") return;
  if (env.DATABASE_URL)
    refuse("The sample was broken off. Empty the database and DATA_DIR, or set THROUGHLINE_SAMPLE=0.");
  say("The last start was broken off while it made the sample: beginning again.");
  // As root the cluster may lie elsewhere (goal-service/src/database/place.ts).
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  for (const dir of [dataDir, path.join("/var/lib/throughline", name)]) rmSync(dir, { recursive: true, force: true });
}

/** Fills an empty workspace through the doors that everybody uses. It says itself when there is nothing to do. */
async function fillWithSample() {
  const file = "test/sandbox/dist/sample.js";
  if (!existsSync(path.join(root, file)) || !present.some(({ name }) => name === "jira")) return;
  const tokenFile = path.resolve(env.DATA_DIR || ".data", "operator-token");
  const token = env.THROUGHLINE_TOKEN || (existsSync(tokenFile) ? readFileSync(tokenFile, "utf8").trim() : "");
  const urls = {
    THROUGHLINE_URL: service,
    SANDBOX_JIRA_URL: local(jiraPort),
    SANDBOX_ASANA_URL: local(asanaPort),
    ASANA_APP_TOKEN: ASANA.ASANA_APP_TOKEN,
  };
  const sample = startProgram({ name: "sample", file, env: { ...urls, THROUGHLINE_TOKEN: token } });
  started.push(sample);
  if ((await sample.ended) !== 0 && !stopping) say("The sample data are not complete; the rest works.");
}
