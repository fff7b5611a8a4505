import { z } from "zod";
import { isStorable } from "./basics.ts";

/**
 * How answers of a tool are read: part by part, so that one odd part costs itself and nothing beside it. null is the same
 * as absent everywhere.
 */

/** What can't be read is as if it were not there. */
export const maybe = <T extends z.ZodType>(of: T) => of.nullish().catch(undefined);

/** A list of which each entry is read alone; what can't be read is left out. */
export const each = <T extends z.ZodType>(of: T) =>
  z.array(z.unknown()).transform((entries) =>
    entries.flatMap((entry): z.output<T>[] => {
      const read = of.safeParse(entry);
      return read.success ? [read.data] : [];
    }),
  );

/** The same where the list itself may be absent or odd. */
export const eachOrNone = <T extends z.ZodType>(of: T) => maybe(each(of)).transform((list) => list ?? []);

/** Ids are text to us, and kept as they are; a tool that writes one as a number means the same. */
export const RemoteId = z.union([z.string().min(1).max(200).refine(isStorable), z.number().int().transform(String)]);

/** Why something could not be read, in few words for whoever looks into it. */
export const whyUnread = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
    .join("; ");
