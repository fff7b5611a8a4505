import { writeFileSync } from "node:fs";
import os from "node:os";
import { createClock } from "../src/clock.ts";
import { type BenchServer, startBenchServer } from "./ground.ts";
import { table } from "./report.ts";
import { runBench, type Sizes } from "./run.ts";

const USAGE = `Usage: npm run bench -- [--json FILE] [--full]
  --json FILE   writes the figures and what failed there, instead of a table on stdout
  --full        goes on to a million items
`;

const USUAL: Sizes = {
  division: 1_000,
  items: [1_000, 10_000, 100_000],
  openItems: [10, 200, 2_000, 20_000],
  waiting: [1, 16, 64],
  reports: [10, 500],
  finished: [200, 5_000],
};
const FULL: Sizes = { ...USUAL, items: [...USUAL.items, 1_000_000] };

const say = (line: string) => void process.stderr.write(`· ${line}\n`);

let server: Promise<BenchServer> | undefined;
let closing = false;

async function main(args: string[]): Promise<number> {
  const asked = optionsIn(args);
  if (!asked) {
    process.stderr.write(USAGE);
    return 1;
  }
  const startedAt = createClock().now().toISOString();
  const load = os.loadavg().map((value) => Number(value.toFixed(1)));
  server = startBenchServer();
  const { version: postgres, open } = await server;
  const machine = { cores: os.cpus().length, node: process.version, postgres, load };
  say(
    `PostgreSQL ${machine.postgres} of its own, ${machine.cores} cores, Node ${machine.node}, load ${load.join(" ")}`,
  );
  const outcome = await runBench(open, asked.full ? FULL : USUAL, say);
  if (asked.json === undefined) process.stdout.write(`\n${table(outcome)}`);
  else writeFileSync(asked.json, `${JSON.stringify({ startedAt, machine, ...outcome }, undefined, 2)}\n`);
  for (const name of outcome.failed) say(`failed: ${name}`);
  return outcome.failed.length === 0 ? 0 : 1;
}

function optionsIn(args: string[]): { json?: string; full: boolean } | null {
  const left = [...args];
  const full = take(left, "--full").length > 0;
  const [, json] = take(left, "--json", 2);
  if (left.length > 0 || (args.includes("--json") && json === undefined)) return null;
  return { full, ...(json !== undefined && { json }) };
}

const take = (args: string[], name: string, words = 1): string[] => {
  const at = args.indexOf(name);
  return at < 0 ? [] : args.splice(at, words);
};

/** However it ends, nothing of it stays: neither the server nor its folder. */
async function close(code: number): Promise<void> {
  if (closing) return;
  closing = true;
  await (await server)?.stop();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void close(1));

main(process.argv.slice(2)).then(close, (error: unknown) => {
  if (closing) return undefined; // its database was taken away from under it
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return close(1);
});
