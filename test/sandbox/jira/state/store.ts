// One file, written whole beside its place and renamed over it: a kill at any moment leaves the old file or the new one.
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
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
    eventMode: { mode: "prompt", delayMs: 50, duplicate: false, shuffle: false },
    scheduled: {},
  };
}

export async function readSite(file: string): Promise<SiteData> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT") return emptySite();
    throw error;
  }
  return SiteData.parse(JSON.parse(text));
}

export async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.new`;
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(beside, "w", 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
  await rename(beside, file);
}

/** Saves that arrive while one is running are folded into a single further one. */
export function saver(file: string, data: SiteData): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const write = async (): Promise<void> => writeWhole(file, JSON.stringify(data));
  return () => {
    if (!running) {
      running = write().finally(() => (running = undefined));
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        running = write().finally(() => (running = undefined));
        return running;
      });
    return next;
  };
}
