import { StatusRule, WriteBack } from "@throughline/shared/connections";
import { z } from "zod";

/** What an admin said of a connection: kept in its row, and nowhere else. */
const Settings = z.object({
  statuses: z.array(StatusRule).default([]),
  /** Containers of which all work serves one initiative, and who stands for that. */
  serves: z
    .array(z.object({ container: z.string(), initiativeId: z.string(), by: z.string().nullable(), at: z.string() }))
    .default([]),
  /** Questions may be written into the tool as comments. */
  comments: z.boolean().default(false),
  writeBack: WriteBack.default({ projectField: false, statusUpdate: false, nativeGoal: false }),
});
export type Settings = z.output<typeof Settings>;

export const readSettings = (stored: unknown): Settings => Settings.parse(stored);

/** Which initiative all work of a container serves, by container. */
export const servesIn = (stored: unknown): ReadonlyMap<string, string> =>
  new Map(readSettings(stored).serves.map(({ container, initiativeId }) => [container, initiativeId]));
