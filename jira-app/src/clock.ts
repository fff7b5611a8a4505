/**
 * The only file of the app that knows the time, and the time is Jira's: marks and reads are compared with Jira's own
 * times, so a machine that runs ahead must not matter. Each answer of Jira carries its time; between answers the
 * machine's clock counts on.
 */
let ahead = 0;

const machine = (): number => new globalThis.Date().getTime();

export function hearTime(dateHeader: string | null): void {
  const heard = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (!Number.isNaN(heard)) ahead = heard - machine();
}

export const now = (): number => machine() + ahead;

export const moment = (time: number): string => new Date(time).toISOString();
