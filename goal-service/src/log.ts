import pino from "pino";
import { type Config } from "./config.ts";

export type Log = pino.Logger;

const HIDDEN = "[hidden]";
const SECRET_NAME = /authorization|cookie|secret|token|password|passphrase|signature|credential|api[-_]?key/i;
/** Secrets that betray themselves inside a sentence: bearer tokens, webhook secrets, JWTs, our own, passwords in addresses. */
const SECRET_TEXT =
  /(\bBearer\s+)\S+|\bwhsec_[\w+/=-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]*|\btl[soiu]?_[\w-]{20,}|(\w+:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/g;

function hide(value: unknown, known: string[]): unknown {
  if (typeof value === "string") {
    return known
      .reduce((text, word) => text.replaceAll(word, HIDDEN), value)
      .replace(SECRET_TEXT, (_all, bearer?: string, address?: string) => `${bearer ?? address ?? ""}${HIDDEN}`);
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((entry: unknown) => hide(entry, known));
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      SECRET_NAME.test(name) && (typeof entry === "string" || typeof entry === "object") ? HIDDEN : hide(entry, known),
    ]),
  );
}

/** An error as a person reads it: a database error carries its whole connection otherwise. */
function short(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? error.code : undefined;
  return {
    name: error.name,
    message: error.message,
    code,
    stack: error.stack,
    ...(error.cause !== undefined && { cause: short(error.cause) }),
  };
}

/**
 * JSON lines on stderr. Secrets are taken out of the finished line, whichever way they came into it: by the name of
 * their field, by what a secret looks like, or by being one of the configured ones.
 */
export function createLog(
  config: Pick<Config, "logLevel" | "adminToken"> & { asana: Pick<Config["asana"], "appToken" | "clientSecret"> },
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log {
  const known = [config.adminToken, config.asana.appToken, config.asana.clientSecret].filter(
    (text) => text !== undefined,
  );
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: short },
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      write(line) {
        write(`${JSON.stringify(hide(JSON.parse(line), known))}\n`);
      },
    },
  );
}
