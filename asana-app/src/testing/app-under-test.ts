import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { createApp } from "../app.ts";
import { serviceAt } from "../service.ts";
import type { Answers, ServiceDouble } from "./service-double.ts";
import { startServiceDouble } from "./service-double.ts";

export const SECRET = "client-secret";
export const ORIGIN = "https://app.asana.test";
export const VIEWER = { workspace: "1200", user: "77", task: "500" };

export interface Answered {
  status: number;
  body: unknown;
}

export interface AppUnderTest {
  url: string;
  service: ServiceDouble;
  logs: string[];
  /** The app's clock, in milliseconds. */
  time: { now: number };
  /** Asana's browser asks, signed as Asana signs. */
  get: (path: string, fields?: Record<string, string>) => Promise<Answered>;
  post: (path: string, fields: Record<string, unknown>) => Promise<Answered>;
  close: () => Promise<void>;
}

export const sign = (message: string, secret = SECRET): string =>
  createHmac("sha256", secret).update(message).digest("hex");

/** The real app on a real port, in front of a service that a test answers for. */
export async function startApp(answers: Answers): Promise<AppUnderTest> {
  const service = await startServiceDouble(answers);
  const logs: string[] = [];
  const time = { now: Date.parse("2026-11-20T14:20:00Z") };
  const log = pino({ level: "debug" }, { write: (line: string) => logs.push(line) });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = {
    port: 0,
    host: "127.0.0.1",
    url,
    token: "app-token",
    clientSecret: SECRET,
    serviceUrl: service.url,
    asanaOrigin: ORIGIN,
    sandboxClock: false,
    logLevel: "debug",
  };
  const clock = { now: () => time.now, fresh: () => Promise.resolve() };
  server.on("request", createApp({ config, clock, log, service: serviceAt(config) }));
  const expires = () => new Date(time.now + 60_000).toISOString();
  const read = async (response: Response): Promise<Answered> => ({
    status: response.status,
    body: await response.json(),
  });
  return {
    url,
    service,
    logs,
    time,
    get: async (path, fields = {}) => {
      const query = new URLSearchParams({
        ...VIEWER,
        ...fields,
        expires_at: fields["expires_at"] ?? expires(),
      }).toString();
      const address = path.startsWith("http") ? path : url + path;
      return read(await fetch(`${address}?${query}`, { headers: { "x-asana-request-signature": sign(query) } }));
    },
    post: async (path, fields) => {
      const data = JSON.stringify({ ...VIEWER, expires_at: expires(), ...fields });
      const headers = { "content-type": "application/json", "x-asana-request-signature": sign(data) };
      const address = path.startsWith("http") ? path : url + path;
      return read(await fetch(address, { method: "POST", headers, body: JSON.stringify({ data }) }));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await service.close();
    },
  };
}
