/**
 * The only file of the app that knows the time, and the time is Jira's: marks and reads are compared with Jira's own
 * times, so a machine that runs ahead must not matter. Each answer of Jira carries its time; between answers the
 * machine's clock counts on. Jira names only the second and an answer takes its while, so of several answers the one that
 * says the latest is the nearest to the truth; taking each anew would let the time run backwards between two reads.
 */
let ahead: number | null = null;

/** What those two can amount to; beyond it the machine's clock was set. */
const UNCERTAIN = 2_000;

const machine = (): number => new globalThis.Date().getTime();

export function hearTime(dateHeader: string | null): void {
  const heard = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isNaN(heard)) return;
  const by = heard - machine();
  if (ahead === null || by > ahead || by < ahead - UNCERTAIN) ahead = by;
}

export const now = (): number => machine() + (ahead ?? 0);

export const moment = (time: number): string => new Date(time).toISOString();
