import { z } from "zod";

const origin = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:\/\/[^/?#@]+\/?$/.test(value), {
    error: "must be an address without path or password, such as https://goals.example.com",
  })
  .transform((value) => new URL(value).origin);
const secret = z.string().regex(/^[\x21-\x7e]+$/, "must be given: visible characters without spaces");

/** What this process takes from its environment. The names are the house's own; HOST and port only matter on one machine. */
const Environment = z.object({
  ASANA_APP_PORT: z.coerce
    .number("must be a port number")
    .int()
    .min(0)
    .max(65_535, "must be a port number up to 65535")
    .default(4603),
  HOST: z.string().min(1).default("127.0.0.1"),
  ASANA_APP_URL: origin.optional(),
  ASANA_APP_TOKEN: secret,
  ASANA_CLIENT_SECRET: secret,
  /** Where this process reaches the goal service. */
  THROUGHLINE_URL: origin.default("http://127.0.0.1:4600"),
  /** The only page that may call us. */
  ASANA_ORIGIN: origin.default("https://app.asana.com"),
  /** Only under npm start: the app then stands in the service's day. */
  THROUGHLINE_MODE: z.enum(["start", "serve", "test"]).default("serve"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export interface Config {
  port: number;
  host: string;
  /** Our own address as Asana's browsers see it. */
  url: string;
  token: string;
  clientSecret: string;
  serviceUrl: string;
  asanaOrigin: string;
  sandboxClock: boolean;
  logLevel: string;
}

/** Reads the configuration, or throws one error with everything that is wrong with it. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  - ${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The configuration is not usable:\n${problems.join("\n")}`);
  }
  const is = parsed.data;
  return {
    port: is.ASANA_APP_PORT,
    host: is.HOST,
    url: is.ASANA_APP_URL ?? `http://127.0.0.1:${is.ASANA_APP_PORT}`,
    token: is.ASANA_APP_TOKEN,
    clientSecret: is.ASANA_CLIENT_SECRET,
    serviceUrl: is.THROUGHLINE_URL,
    asanaOrigin: is.ASANA_ORIGIN,
    sandboxClock: is.THROUGHLINE_MODE === "start",
    logLevel: is.LOG_LEVEL,
  };
}
