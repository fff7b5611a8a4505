import { Day } from "@throughline/shared/calendar";
import { SettingOverrides } from "@throughline/shared/health/settings";
import { z } from "zod";
import type { Ground } from "../ground.ts";

/**
 * What a workspace may set: company holidays, and thresholds of the model that differ from the defaults. It was checked
 * when it was written; what can't be read all the same counts as not set, for it must not keep goals from being evaluated.
 */
export const WorkspaceSettings = z.object({
  holidays: z.array(Day).optional().catch(undefined),
  thresholds: SettingOverrides.optional().catch(undefined),
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

export async function readWorkspaceSettings(ground: Ground, workspaceId: string): Promise<WorkspaceSettings> {
  const where = { id: workspaceId };
  const row = await ground.db.prisma.workspace.findUniqueOrThrow({ where, select: { settings: true } });
  return WorkspaceSettings.parse(row.settings);
}
