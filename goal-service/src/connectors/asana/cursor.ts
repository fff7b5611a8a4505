/** How far a container was read: by Asana's clock and, where the registration allows events, by their token. */
export interface Cursor {
  at: string;
  token: string | null;
}

const BEGINNING = "1970-01-01T00:00:00.000Z";

/** Asana's clock ticks in milliseconds, but what it shows may lag behind what it has; reading twice costs little. */
const OVERLAP_MS = 2 * 60_000;

export const START: Cursor = { at: BEGINNING, token: null };

export const writeCursor = ({ at, token }: Cursor): string => (token === null ? at : `${at} ${token}`);

export function readCursor(text: string): Cursor {
  const [at = BEGINNING, token = null] = text.split(" ", 2);
  return Number.isNaN(Date.parse(at)) ? START : { at, token };
}

export const withOverlap = (at: string): string => new Date(Math.max(0, Date.parse(at) - OVERLAP_MS)).toISOString();

export const latest = (from: string, moments: readonly string[]): string =>
  moments.reduce((newest, moment) => (Date.parse(moment) > Date.parse(newest) ? moment : newest), from);
