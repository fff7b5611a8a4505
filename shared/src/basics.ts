import { z } from "zod";
import { addDays, Day, FIRST_DAY, LAST_DAY } from "./calendar.ts";

/** A day is LAST_DAY at most in every zone, so a moment keeps a day's distance from both ends. */
const FIRST_MOMENT = Date.parse(`${addDays(FIRST_DAY, 1)}T00:00:00Z`);
const AFTER_LAST_MOMENT = Date.parse(`${LAST_DAY}T00:00:00Z`);
const HOW = "Write a moment as ISO 8601 with its zone, for example 2026-11-06T16:20:00Z.";

/** A moment, ISO 8601 with its zone, for example 2026-11-06T16:20:00Z; stored and compared in UTC. */
export const Moment = z.iso
  .datetime({ offset: true, error: HOW, abort: true })
  .refine((text) => Date.parse(text) >= FIRST_MOMENT && Date.parse(text) < AFTER_LAST_MOMENT, {
    error: `Give a moment between ${FIRST_DAY} and ${LAST_DAY}.`,
    abort: true,
  })
  .refine((text) => !/[+-](1[5-9]|2\d):\d{2}$/.test(text), "No zone is more than 14 hours from UTC.");

/** Short names of older systems: "IST" is another time in India, in Israel and in Ireland, and the database knows a third. */
const AMBIGUOUS_ZONE = /^(?!utc|gmt|uct|est|mst|hst|cet|eet|met|wet|roc|rok|prc)[a-z]{3}$|^systemv\/|^[^a-z]/i;

function isZone(name: string): boolean {
  if (AMBIGUOUS_ZONE.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** A time zone as people name it, kept as typed: Intl lists only one name of each (Asia/Calcutta) and uses them all. */
export const Zone = z
  .string()
  .max(100)
  .refine(isZone, "Name an IANA time zone, for example Europe/Berlin or Asia/Kolkata.");

export const Id = z.string().min(1).max(100);

/** Free text that a person typed: trimmed, never empty, without control characters that PostgreSQL refuses. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "This can't be empty.")
    .max(max, `Keep it to ${max} characters.`)
    .refine((value) => !value.includes("\u0000"), "Remove the NUL character.");

/**
 * What PostgreSQL can store: any text without NUL and without half a character (a lone surrogate). JSON writes both as
 * escapes, and the same words typed by a person with a backslash more.
 */
export const isStorable = (value: unknown): boolean =>
  !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(JSON.stringify([value]));
export const NOT_STORABLE =
  "Remove the NUL character (\\u0000) or the half character (\\ud800 to \\udfff); it can't be stored.";

/** The same text without what can't be stored, cut to `max` characters. */
export const storableText = (said: string, max: number): string => said.slice(0, max).replace(/\p{Surrogate}|\0/gu, "");

export const Title = text(200);
export const Prose = text(5000);

/** Only http and https: an address is shown as a link, so nothing else may hide in it. */
export const Url = z
  .string()
  .max(2000)
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), "Give an http or https address.");

export const LinkId = z.uuid("A linkId is a UUID, made where the form opens.");

export const Version = z.coerce.number().int().min(1);

/** What every read takes: the past day or moment it should answer for (architecture.md, Time). */
export const at = {
  at: z.union([Day, Moment], `Give a day, from ${FIRST_DAY} to ${LAST_DAY}, or a moment with its zone.`).optional(),
};

export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(200).optional(),
};

/** A thing of a list that can't be shown costs itself, not the list: `fault` is the number under which it is logged. */
export const Unshown = z.object({ id: z.string().nullable(), fault: z.string() });
export type Unshown = z.infer<typeof Unshown>;

export const list = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), unshown: z.array(Unshown).optional() });

export const PersonRef = z.object({ id: z.string().nullable(), name: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;
