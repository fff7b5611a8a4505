import { createClient, Refusal } from "@throughline/shared/client";
import { readAddress, readOperatorToken } from "./accounts/operator-token.ts";
import { readConfig } from "./config.ts";

const USAGE = "npm run deliveries -- list [pending|failed|done] | show ID | replay ID";

const NO_ANSWER =
  "The service does not answer. Start it first; or, where it runs on another data folder, give that one: DATA_DIR=…";

/** What came in, what failed and why, from the command line: asks the running service, like any other client. */
async function main(): Promise<void> {
  const config = readConfig({ ...process.env, THROUGHLINE_MODE: "start" });
  const token = config.adminToken ?? readOperatorToken(config.dataDir);
  if (!token) throw new Error("Start the service first, or give THROUGHLINE_TOKEN.");
  const address = readAddress(config.dataDir) ?? `http://127.0.0.1:${config.port}`;
  const client = createClient(({ method, path, body }) =>
    fetch(address + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body }),
    }),
  );
  const [verb = "list", argument] = process.argv.slice(2);
  if (verb === "list") {
    await list(client, argument);
    return;
  }
  if (argument === undefined) throw new Error(USAGE);
  if (verb === "show") print(await client.getDelivery({ id: argument }));
  else if (verb === "replay") print(await client.replayDelivery({ id: argument }));
  else throw new Error(USAGE);
}

async function list(client: ReturnType<typeof createClient>, state: string | undefined): Promise<void> {
  const asked = state === "pending" || state === "failed" || state === "done" ? { state } : {};
  const { items } = await client.listDeliveries({ ...asked, limit: 50 } as Parameters<typeof client.listDeliveries>[0]);
  for (const row of items)
    process.stdout.write(
      `${row.id.padStart(8)}  ${row.state.padEnd(7)}  ${row.receivedAt}  ${row.deliveryId}  ${row.error ?? ""}\n`,
    );
  if (items.length === 0) process.stdout.write("Nothing came in.\n");
}

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

main().catch((error: unknown) => {
  const refused = error instanceof Refusal ? `${error.code}: ${error.message}` : null;
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${refused ?? (reason === "fetch failed" ? NO_ANSWER : reason)}\n`);
  process.exit(1);
});
