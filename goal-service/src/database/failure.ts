import { errorCode } from "../error-code.ts";

/** What an error of the database means for whoever asked; everything else that it says is a fault of ours. */
export type DatabaseFailure =
  /** Another transaction came first: nothing was done, and doing it again will succeed. */
  | { kind: "again" }
  /** A unique index holds such a row already. */
  | { kind: "taken"; index: string }
  /** A text or a number that PostgreSQL can't keep: NUL, half a character, too long for an index, out of range. */
  | { kind: "unstorable"; reason: string }
  /** Not reachable, read-only, full, or locked for too long: later it may succeed. */
  | { kind: "away"; reason: string };

const AGAIN = /^(40001|40P01)$/;
const TAKEN = "23505";
const UNSTORABLE = /^(22001|22003|22008|22021|22P02|22P05|54000|P2000|P2007|P2020)$/;
/**
 * Connection and resource errors (08, 53, 57, 58), a database that does not let us in (28, 3D, 55000) or is read-only, a lock or
 * a statement that took too long, a transaction that was cut off, and what Node says of a socket.
 */
const AWAY =
  /^(08...|28...|3D000|53...|55000|57...|58...|25006|25P03|25P04|55P03|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)|P1000|P1001|P1002|P1003|P1008|P1010|P1017|P2024|P2028|P2037)$/;
/** The driver's own errors carry no code, and Prisma puts lines of its own before them; a missing socket is no missing file. */
const AWAY_TEXT =
  /^(connect ENOENT|timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end)/m;

interface Told {
  code: string | undefined;
  text: string;
  index: string | undefined;
}

export function databaseFailure(error: unknown): DatabaseFailure | null {
  const { code, text, index } = told(error);
  if (code === TAKEN || code === "P2002") return { kind: "taken", index: index ?? "" };
  if (code !== undefined && (AGAIN.test(code) || code === "P2034")) return { kind: "again" };
  if (code !== undefined && UNSTORABLE.test(code)) return { kind: "unstorable", reason: text };
  if ((code !== undefined && AWAY.test(code)) || AWAY_TEXT.test(text)) return { kind: "away", reason: text };
  return null;
}

/** Prisma hands the driver's error down inside its own. */
function told(error: unknown): Told {
  const cause = at(at(at(error, "meta"), "driverAdapterError"), "cause") ?? at(error, "cause");
  const index = at(error, "constraint") ?? at(at(cause, "constraint"), "index");
  const code = at(cause, "originalCode") ?? errorCode(error) ?? errorCode(cause);
  const text = at(cause, "originalMessage") ?? at(error, "message");
  return { code: asText(code), text: asText(text) ?? "", index: asText(index) };
}

const at = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;
const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
