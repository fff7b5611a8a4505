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
    serviceUrl: "",
    days: 0,
    lastId: 10300,
    lastNumbers: {},
    lastDayPassed: null,
    issues: [],
    links: [],
    queue: [],
    refusesProperties: false,
    eventMode: { mode: "prompt", delayMs: 50, duplicate: false, shuffle: false },
    projects: {},
    scheduled: {},
  };
}

/** The service may come back on another port: an address that was entered for it follows it. */
export async function readSite(file: string, serviceUrl: string): Promise<SiteData> {
  const kept = await readWhole(file);
  const data = kept === undefined ? emptySite() : SiteData.parse(kept);
  if (data.remoteEndpoint === data.serviceUrl) data.remoteEndpoint = serviceUrl;
  return Object.assign(data, { serviceUrl });
}
