// Fills the empty workspace of the first `npm start`. scripts/start.mjs runs it when the service and the sandbox answer.
import path from "node:path";
import type { Client } from "@throughline/shared/client";
import { z } from "zod";
import { asanaAt } from "./asana.ts";
import { jiraAt } from "./jira.ts";
import { markProgress, readProgress } from "./marker.ts";
import { play } from "./play.ts";
import { serviceAt } from "./service.ts";

const Environment = z.object({
  THROUGHLINE_URL: z.url().default("http://127.0.0.1:4600"),
  SANDBOX_JIRA_URL: z.url().default("http://127.0.0.1:4601"),
  SANDBOX_ASANA_URL: z.url().default("http://127.0.0.1:4602"),
  ASANA_APP_TOKEN: z.string().min(1),
  THROUGHLINE_TOKEN: z.string().min(1),
  DATA_DIR: z.string().min(1).default(".data"),
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Anything in it that the first start did not put there. */
async function isInUse({ listGoals, listPeople, listConnections }: Client): Promise<boolean> {
  const lists = await Promise.all([listGoals({}), listPeople({}), listConnections({})]);
  const [goals, people, connections] = lists.map(({ items }) => items.length);
  return goals !== 0 || people !== 1 || connections !== 0;
}

async function main(): Promise<void> {
  const env = Environment.parse(process.env);
  const dataDir = path.resolve(env.DATA_DIR);
  const service = serviceAt(env.THROUGHLINE_URL, env.THROUGHLINE_TOKEN);
  const progress = readProgress(dataDir);
  if (progress === "done") return;
  if (progress === "begun")
    throw new Error("It was broken off at an earlier start. Remove DATA_DIR, and it begins again.");
  if (await isInUse(service.client)) {
    say("Sample: somebody works in this workspace already, so it stays as it is.");
  } else {
    markProgress(dataDir, "begun");
    const jira = jiraAt(env.SANDBOX_JIRA_URL);
    const asana = await asanaAt({
      url: env.SANDBOX_ASANA_URL,
      serviceUrl: env.THROUGHLINE_URL,
      appToken: env.ASANA_APP_TOKEN,
    });
    await play(service, { jira, jiraUrl: env.SANDBOX_JIRA_URL, asana }, say);
    say("Sample: ready.");
  }
  markProgress(dataDir, "done");
}

main().catch((error: unknown) => {
  process.stderr.write(`Sample: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
