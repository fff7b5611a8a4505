// Everything the sandbox takes from its environment, checked once at the start.
import { resolve } from "node:path";
import { z } from "zod";

const Url = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));

const Environment = z.object({
  SANDBOX_ASANA_PORT: z.coerce.number().int().min(0).max(65535).default(4602),
  HOST: z.string().min(1).default("127.0.0.1"),
  THROUGHLINE_URL: Url.default("http://127.0.0.1:4600"),
  /** Where a browser reaches the service; the callback of the sign-in lies there. */
  PUBLIC_URL: Url.optional(),
  ASANA_APP_URL: Url.default("http://127.0.0.1:4603"),
  ASANA_CLIENT_ID: z.string().min(1).default("throughline-sandbox"),
  ASANA_CLIENT_SECRET: z.string().min(1).default("sandbox-asana-client-secret"),
  DATA_DIR: z.string().min(1).default(".data"),
  SANDBOX_DIST: z.string().min(1).default("test/sandbox/dist"),
});

export interface Config {
  port: number;
  host: string;
  serviceUrl: string;
  publicUrl: string;
  appUrl: string;
  client: { id: string; secret: string };
  dataDir: string;
  distDir: string;
}

export function readConfig(env: Record<string, string | undefined>, root: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const value = parsed.data;
  return {
    port: value.SANDBOX_ASANA_PORT,
    host: value.HOST,
    serviceUrl: value.THROUGHLINE_URL,
    publicUrl: value.PUBLIC_URL ?? value.THROUGHLINE_URL,
    appUrl: value.ASANA_APP_URL,
    client: { id: value.ASANA_CLIENT_ID, secret: value.ASANA_CLIENT_SECRET },
    dataDir: resolve(root, value.DATA_DIR),
    distDir: resolve(root, value.SANDBOX_DIST),
  };
}
