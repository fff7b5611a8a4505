// The site's one file, and what an empty site is.
import { randomUUID } from "node:crypto";
import { readWhole } from "../../base/whole-file.ts";
import { SiteData } from "./model.ts";

function emptySite(): SiteData {
  return {
    version: 1,
    cloudId: randomUUID(),
    installationId: randomUUID(),
    environmentId: randomUUID(),
    installed: true,
    announced: false,
    remoteEndpoint: null,
    days: 0,
    lastId: 10300,
    lastNumbers: {},
    lastDayPassed: null,
    issues: [],
    links: [],
    queue: [],
    refusesProperties: false,
    eventMode: { mode: "prompt", delayMs: 50, duplicate: false, shuffle: false },
    scheduled: {},
  };
}

export async function readSite(file: string): Promise<SiteData> {
  const kept = await readWhole(file);
  return kept === undefined ? emptySite() : SiteData.parse(kept);
}
