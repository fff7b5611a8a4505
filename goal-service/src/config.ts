import { isIP } from "node:net";
import path from "node:path";
import { z } from "zod";
import { decodeKey, keptKey } from "./secret-key.ts";

const FORGE_JWKS_URL = "https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json";

const port = (usual: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, "must be a port number from 1 to 65535")
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65_535, "must be a port number from 1 to 65535")
    .default(usual);
const origin = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:\/\/[^/?#@]+\/?$/.test(value), {
    error: "must be an address without path or password, such as https://goals.example.com",
  })
  .transform((value) => new URL(value).origin);
const words = (what: RegExp, message: string) =>
  z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every((word) => what.test(word)), message);
const secret = z.string().regex(/^[\x21-\x7e]+$/, "must be visible characters without spaces");

/** Every variable there is. Each describes itself; the guide for operators is made from this. */
export const Environment = z.object({
  PORT: port(4600).describe("Port of the goal service."),
  HOST: z
    .string()
    .refine((value) => isIP(value) !== 0 || value === "localhost", "must be an IP address or localhost")
    .default("127.0.0.1")
    .describe("Address to listen on; beyond loopback, npm run serve demands an https PUBLIC_URL."),
  DATA_DIR: z.string().default(".data").describe("Folder of the embedded database and of what is kept beside it."),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be an address such as postgres://user@host:5432/throughline" })
    .optional()
    .describe("A PostgreSQL to use instead of the embedded one."),
  PUBLIC_URL: origin.optional().describe("The address people and tools use; http://127.0.0.1:PORT if not given."),
  SECRET_KEY: z
    .string()
    .transform((value, context) => {
      const key = decodeKey(value);
      if (key) return key;
      context.addIssue({ code: "custom", message: "must be 32 bytes as 64 hex digits or as base64" });
      return z.NEVER;
    })
    .optional()
    .describe("32 bytes, hex or base64, that encrypt secrets at rest; made and kept in DATA_DIR if embedded."),
  THROUGHLINE_TOKEN: secret
    .min(8, "must have at least 8 characters")
    .optional()
    .describe("A token of the first workspace's admin, for automation."),
  FORGE_APP_IDS: words(
    /^ari:cloud:ecosystem::app\/[\w-]+$/,
    "must be a list of ids such as ari:cloud:ecosystem::app/11111111-2222-3333-4444-555555555555",
  )
    .default([])
    .describe("Ids of the Forge apps whose calls are believed, separated by commas."),
  FORGE_JWKS_URL: z
    .url({ protocol: /^https?$/, error: `must be an address; Forge's own is ${FORGE_JWKS_URL}` })
    .default(FORGE_JWKS_URL)
    .describe("Where Forge's public keys are; another address than Forge's only under npm start."),
  ASANA_APP_PORT: port(4603).describe("Port of the Asana app under npm start."),
  ASANA_APP_URL: origin.optional().describe("Address of the Asana app; http://127.0.0.1:ASANA_APP_PORT if not given."),
  ASANA_APP_TOKEN: secret.optional().describe("The token that the Asana app shows the service."),
  ASANA_CLIENT_ID: secret.optional().describe("Client id of the app registered with Asana."),
  ASANA_CLIENT_SECRET: secret.optional().describe("Client secret of the app registered with Asana."),
  ASANA_SCOPES: words(/^[a-z_]+(:[a-z_]+)?$/, "must be a list of scopes such as tasks:read tasks:write")
    .optional()
    .describe("Scopes to ask Asana for, separated by spaces; the connector's own list if not given."),
  SANDBOX_JIRA_PORT: port(4601).describe("Port of the sandbox Jira under npm start."),
  SANDBOX_ASANA_PORT: port(4602).describe("Port of the sandbox Asana under npm start."),
  THROUGHLINE_SAMPLE: z.enum(["0", "1"], "must be 0 or 1").default("1").describe("0: npm start without sample data."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "must be a level such as info or debug")
    .default("info")
    .describe("How much is logged."),
  THROUGHLINE_MODE: z
    .enum(["start", "serve", "test"], "is set by the scripts: start, serve or test")
    .default("serve")
    .describe("Internal: which command runs this process."),
});

export interface Config {
  mode: "start" | "serve" | "test";
  port: number;
  host: string;
  /** Nobody but this machine can reach the listener. */
  loopback: boolean;
  dataDir: string;
  databaseUrl: string | undefined;
  /** An origin: no slash at the end. */
  publicUrl: string;
  secretKey: Buffer;
  adminToken: string | undefined;
  forge: { appIds: string[]; jwksUrl: string };
  asana: {
    appUrl: string;
    appToken: string | undefined;
    clientId: string | undefined;
    clientSecret: string | undefined;
    scopes: string[] | undefined;
    /** The registration allows everything (events, batch), not only granular scopes. */
    full: boolean;
    /** Asana's own page, where people allow us, and its API: the sandbox's under npm start. */
    origin: string;
    api: string;
  };
  /** The sandboxes of npm start; nothing else knows of them. */
  sandbox: { jiraUrl: string; asanaUrl: string; sample: boolean } | undefined;
  logLevel: string;
}

type Variables = z.output<typeof Environment>;

const ASANA = "https://app.asana.com";
/** What an app is granted that is registered with full permissions. */
const EVERYTHING = "default";

const isLoopback = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");
const local = (at: number) => `http://127.0.0.1:${at}`;

/** Rules between variables: what must be closed from the first start. */
function conflicts(is: Variables): string[] {
  const loopback = isLoopback(is.HOST);
  const found: string[] = [];
  if (is.THROUGHLINE_MODE === "start" && !loopback) {
    found.push(
      `HOST must be of this machine (127.0.0.1) under npm start, not ${is.HOST}: the secrets of its sandboxes are public. npm run serve listens elsewhere`,
    );
  }
  if (is.THROUGHLINE_MODE === "serve" && !loopback && !is.PUBLIC_URL?.startsWith("https://")) {
    found.push(`PUBLIC_URL must be given and begin with https:// because HOST is ${is.HOST}, beyond this machine`);
  }
  if (is.THROUGHLINE_MODE === "serve" && is.FORGE_JWKS_URL !== FORGE_JWKS_URL) {
    found.push(`FORGE_JWKS_URL can be another address than ${FORGE_JWKS_URL} only under npm start: leave it out`);
  }
  if (is.DATABASE_URL && !is.SECRET_KEY) {
    found.push("SECRET_KEY must be given with DATABASE_URL: 32 bytes, for example from `openssl rand -hex 32`");
  }
  if (Boolean(is.ASANA_CLIENT_ID) !== Boolean(is.ASANA_CLIENT_SECRET)) {
    found.push("ASANA_CLIENT_ID and ASANA_CLIENT_SECRET must be given together or not at all");
  }
  return [...found, ...weakTokens(is, loopback), ...samePorts(is)];
}

/** A token opens the door to whoever can reach it: beyond this machine it has to be long, and each is for one door. */
function weakTokens(is: Variables, loopback: boolean): string[] {
  const found: string[] = [];
  const beyond = `because HOST is ${is.HOST}, beyond this machine`;
  if (is.THROUGHLINE_TOKEN && !loopback && is.THROUGHLINE_TOKEN.length < 24) {
    found.push(`THROUGHLINE_TOKEN must have at least 24 characters ${beyond}`);
  }
  if (is.THROUGHLINE_MODE === "serve" && is.ASANA_APP_TOKEN && !loopback && is.ASANA_APP_TOKEN.length < 24) {
    found.push(`ASANA_APP_TOKEN must have at least 24 characters ${beyond}`);
  }
  if (is.ASANA_APP_TOKEN && is.ASANA_APP_TOKEN === is.THROUGHLINE_TOKEN) {
    found.push("ASANA_APP_TOKEN must differ from THROUGHLINE_TOKEN: the Asana app is no admin");
  }
  return found;
}

function samePorts(is: Variables): string[] {
  if (is.THROUGHLINE_MODE !== "start") return [];
  const ports = ["PORT", "SANDBOX_JIRA_PORT", "SANDBOX_ASANA_PORT", "ASANA_APP_PORT"] as const;
  return ports.flatMap((name, index) => {
    const other = ports.slice(0, index).find((earlier) => is[earlier] === is[name]);
    return other ? [`${name} must differ from ${other}, both are ${is[name]}`] : [];
  });
}

function refuse(problems: string[]): never {
  throw new Error(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
}

/** Reads the configuration, or throws one error with everything that is wrong with it. */
export function readConfig(env: Record<string, string | undefined>): Config {
  // An empty variable is one that was not given, as in every shell script and compose file.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    // The rules between variables hold for what can be read, so that one start shows all of it.
    const bad = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    const rest = Environment.safeParse(Object.fromEntries(Object.entries(given).filter(([name]) => !bad.has(name))));
    refuse([
      ...parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`),
      ...(rest.success
        ? conflicts(rest.data).filter((text) => ![...bad].some((name) => text.includes(String(name))))
        : []),
    ]);
  }
  const is = parsed.data;
  const problems = conflicts(is);
  if (problems.length > 0) refuse(problems);

  const dataDir = path.resolve(is.DATA_DIR);
  const asana = is.THROUGHLINE_MODE === "start" ? local(is.SANDBOX_ASANA_PORT) : ASANA;
  return {
    mode: is.THROUGHLINE_MODE,
    port: is.PORT,
    host: is.HOST,
    loopback: isLoopback(is.HOST),
    dataDir,
    databaseUrl: is.DATABASE_URL,
    publicUrl: is.PUBLIC_URL ?? local(is.PORT),
    secretKey: is.SECRET_KEY ?? keptKey(dataDir),
    adminToken: is.THROUGHLINE_TOKEN,
    forge: { appIds: is.FORGE_APP_IDS, jwksUrl: is.FORGE_JWKS_URL },
    asana: {
      appUrl: is.ASANA_APP_URL ?? local(is.ASANA_APP_PORT),
      appToken: is.ASANA_APP_TOKEN,
      clientId: is.ASANA_CLIENT_ID,
      clientSecret: is.ASANA_CLIENT_SECRET,
      scopes: is.ASANA_SCOPES,
      full: is.ASANA_SCOPES?.includes(EVERYTHING) ?? false,
      origin: asana,
      api: `${asana}/api/1.0`,
    },
    sandbox:
      is.THROUGHLINE_MODE === "start"
        ? {
            jiraUrl: local(is.SANDBOX_JIRA_PORT),
            asanaUrl: local(is.SANDBOX_ASANA_PORT),
            sample: is.THROUGHLINE_SAMPLE === "1",
          }
        : undefined,
    logLevel: is.LOG_LEVEL,
  };
}
