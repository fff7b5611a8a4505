// The sandbox Asana, a process of `npm start`.
import { readConfig } from "./config.ts";
import { startSandbox } from "./server.ts";

const log = (line: string): void => void process.stderr.write(`sandbox-asana: ${line}\n`);

try {
  const running = await startSandbox(readConfig(process.env, process.cwd()), log);
  process.stdout.write(`Sandbox Asana is ready: ${running.url}\n`);
  const end = (): void => {
    void running.stop().then(() => process.exit(0));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
