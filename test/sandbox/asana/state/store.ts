// The workspace's one file, and the workspace as it is founded.
import { readWhole } from "../../base/whole-file.ts";
import { foundedFields, foundedGoals, foundedProjects } from "./acme.ts";
import { WorkspaceData } from "./model.ts";

function founded(at: number, app: WorkspaceData["app"]): WorkspaceData {
  return {
    version: 1,
    days: 0,
    lastGid: 1_209_100_000_010_000,
    lastEvent: 0,
    lastDayPassed: null,
    paid: true,
    uniqueExternal: false,
    app,
    host: { search: "query", locale: true },
    projects: foundedProjects(at),
    customFields: foundedFields(),
    tasks: [],
    stories: [],
    attachments: [],
    statusUpdates: [],
    goals: foundedGoals(),
    webhooks: [],
    happenings: [],
    eventMode: { mode: "prompt", delayMs: 50, duplicate: false, shuffle: false, sectionMoves: "added_removed" },
    codes: [],
    grants: [],
    accessTokens: [],
    rules: [],
    ruleRuns: [],
  };
}

export async function readWorkspace(file: string, at: number, app: WorkspaceData["app"]): Promise<WorkspaceData> {
  const kept = await readWhole(file);
  return kept === undefined ? founded(at, app) : WorkspaceData.parse(kept);
}
