import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

/** The days that go on while the service is down. */
export interface ClockAlone {
  days: number;
  stop: () => Promise<void>;
}

/**
 * The sandbox takes its time from the service's address, and hears it from here. Whatever else is asked there finds
 * nobody, as with a service that is gone.
 */
export async function clockAlone(port: number, days: number): Promise<ClockAlone> {
  const clock = { days };
  const server = createServer((request, response) => {
    if (request.url === "/sandbox/clock") response.end(JSON.stringify({ days: clock.days, now: "" }));
    else response.destroy();
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(clock, {
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}

/** The day in which the service finds itself when it starts again (goal-service/src/sandbox/clock-file.ts). */
export const wakeIn = (dataDir: string, days: number): void => {
  writeFileSync(path.join(dataDir, "clock-days"), String(days));
};
