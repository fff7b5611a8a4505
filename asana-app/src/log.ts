import pino from "pino";

export type Log = pino.Logger;

/** JSON lines on stderr. Requests are logged by route and status: never their query, body or headers, which sign and name. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination(2),
  );
}
