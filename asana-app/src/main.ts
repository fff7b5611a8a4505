import { once } from "node:events";
import { createServer } from "node:http";
import { createApp } from "./app.ts";
import { realClock, serviceClock } from "./clock.ts";
import { readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { serviceAt } from "./service.ts";

/** The only file that reads the environment. Stopping lets what is being made in Asana come to its end. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const clock = config.sandboxClock ? serviceClock(config.serviceUrl) : realClock;
  const server = createServer(createApp({ config, clock, log, service: serviceAt(config) }));
  server.listen(config.port, config.host);
  await once(server, "listening");
  process.stdout.write(`${JSON.stringify({ ready: true, address: config.url, signIn: null })}\n`);
  const end = (): void => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
