import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** How often it asks who is ready. */
const LOOK_MS = 100;

/** A balancer as small as can be: one request to each that is ready, in turn, and none is tried twice. */
export async function startBalancer(targets: readonly string[]): Promise<{ url: string; stop: () => Promise<void> }> {
  const agent = new http.Agent({ keepAlive: true });
  let ready: string[] = [];
  let next = 0;
  const look = async () => {
    const states = await Promise.all(
      targets.map((target) =>
        fetch(`${target}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      ),
    );
    ready = targets.filter((_, index) => states[index]);
  };
  await look();
  const looking = setInterval(() => void look(), LOOK_MS);
  const server = http.createServer((request, response) => {
    const target = ready[next++ % ready.length];
    if (target === undefined) {
      response.writeHead(502).end();
      return;
    }
    const { hostname, port, host } = new URL(target);
    const { method, url: path, headers } = request;
    const onward = http.request({ agent, hostname, port, method, path, headers: { ...headers, host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    request.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      clearInterval(looking);
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
