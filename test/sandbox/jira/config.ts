// Everything the sandbox takes from its environment, checked once at the start.
import { resolve } from "node:path";
import { z } from "zod";

const Url = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, "a UUID");

/** `FORGE_APP_ID` may be the bare UUID or the whole ARI. */
const AppId = z
  .string()
  .transform((id) => id.replace("ari:cloud:ecosystem::app/", ""))
  .pipe(Uuid);

const Environment = z.object({
  SANDBOX_JIRA_PORT: z.coerce.number().int().min(0).max(65535).default(4601),
  HOST: z.string().min(1).default("127.0.0.1"),
  THROUGHLINE_URL: Url.default("http://127.0.0.1:4600"),
  DATA_DIR: z.string().min(1).default(".data"),
  FORGE_APP_ID: AppId.default("11111111-2222-3333-4444-555555555555"),
  JIRA_APP_DIR: z.string().min(1).default("jira-app"),
  SANDBOX_DIST: z.string().min(1).default("test/sandbox/dist"),
  /** How long a JQL search lags behind a write, in milliseconds. */
  SANDBOX_JQL_LAG: z.coerce.number().int().min(0).default(5000),
});

export interface Config {
  port: number;
  host: string;
  serviceUrl: string;
  dataDir: string;
  appId: string;
  appDir: string;
  distDir: string;
  jqlLag: number;
}

export function readConfig(env: Record<string, string | undefined>, root: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const value = parsed.data;
  return {
    port: value.SANDBOX_JIRA_PORT,
    host: value.HOST,
    serviceUrl: value.THROUGHLINE_URL,
    dataDir: resolve(root, value.DATA_DIR),
    appId: value.FORGE_APP_ID,
    appDir: resolve(root, value.JIRA_APP_DIR),
    distDir: resolve(root, value.SANDBOX_DIST),
    jqlLag: value.SANDBOX_JQL_LAG,
  };
}
