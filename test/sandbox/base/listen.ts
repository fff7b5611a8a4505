import { type Server } from "node:http";

/** Listens and tells the address by which this machine reaches it. */
export async function listen(server: Server, at: { host: string; port: number }): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at.port, at.host, resolve);
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : at.port;
  const shown = at.host === "0.0.0.0" || at.host === "::" ? "127.0.0.1" : at.host;
  return `http://${shown.includes(":") ? `[${shown}]` : shown}:${String(port)}`;
}
