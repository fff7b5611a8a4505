import { StatusRule, WriteBack } from "@throughline/shared/connections";
import { z } from "zod";

/** What an admin said of a connection that we read: kept in its row, and nowhere else. */
const Settings = z.object({
  statuses: z.array(StatusRule).default([]),
  writeBack: WriteBack.default({ projectField: false, statusUpdate: false, nativeGoal: false }),
});
export type Settings = z.output<typeof Settings>;

export const readSettings = (stored: unknown): Settings => Settings.parse(stored);
