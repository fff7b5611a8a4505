import { StatusRule, WriteBack } from "@throughline/shared/connections";
import { z } from "zod";
import { type Resolutions, resolutionsIn } from "../work-items/resolution.ts";

/** What an admin said of a connection: kept in its row, and nowhere else. */
const Settings = z.object({
  statuses: z.array(StatusRule).default([]),
  /** When these rules were last saved. */
  statusesSavedAt: z.string().nullable().default(null),
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

/** Which initiative all work of a container serves, and what resolutions mean where we don't read the tool ourselves. */
export function rulesIn(
  tool: string,
  stored: unknown,
): { serves: ReadonlyMap<string, string>; resolutions: Resolutions; rulesSavedAt: string | null } {
  const { serves, statuses, statusesSavedAt } = readSettings(stored);
  return {
    serves: new Map(serves.map(({ container, initiativeId }) => [container, initiativeId])),
    resolutions: resolutionsIn(tool === "jira" ? statuses : []),
    rulesSavedAt: statusesSavedAt,
  };
}
