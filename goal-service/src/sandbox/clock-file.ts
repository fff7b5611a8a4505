import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Ground } from "../ground.ts";

/** How many days `npm start` has let pass, kept beside the data so that a restart stands in the same day. */
const file = (ground: Ground) => path.join(ground.config.dataDir, "clock-days");

export function restoreClock(ground: Ground): void {
  try {
    const days = Number(readFileSync(file(ground), "utf8"));
    if (Number.isInteger(days)) ground.clock.setDays(days);
  } catch {
    // No file: no day has passed yet.
  }
}

export function keepClock(ground: Ground): void {
  writeFileSync(`${file(ground)}.new`, String(ground.clock.days));
  renameSync(`${file(ground)}.new`, file(ground));
}
