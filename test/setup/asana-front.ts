import { once } from "node:events";
import { createServer, request } from "node:http";
import { createClock } from "../../goal-service/src/clock.ts";

/** The address under which Asana reaches the service, as a proxy in front of it: it can be closed to deliveries. */
export interface Front {
  url: string;
  /** While closed, what is delivered is answered 502, as by a proxy whose service does not answer. */
  closed: boolean;
  /** The days that have passed, for the sandbox that asks here: it knows whole days only. */
  days: number;
  stop: () => Promise<void>;
}

const DAY = 86_400_000;

export async function startFront(port: number, servicePort: () => number): Promise<Front> {
  const clock = createClock();
  const front = { url: `http://127.0.0.1:${port}`, closed: false, days: 0 };
  const server = createServer((asked, answer) => {
    const { url = "", method, headers } = asked;
    if (url === "/sandbox/clock") {
      const now = new Date(clock.now().getTime() + front.days * DAY).toISOString();
      answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ days: front.days, now }));
    } else if (front.closed && url.startsWith("/hooks/")) answer.writeHead(502).end("Bad gateway");
    else {
      const on = request({ host: "127.0.0.1", port: servicePort(), path: url, method, headers }, (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      });
      on.on("error", () => answer.writeHead(502).end());
      asked.pipe(on);
    }
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(front, {
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  });
}
