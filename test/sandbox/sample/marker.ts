// One small file in DATA_DIR says how far the sample got: absent, "begun" or "done". scripts/start.mjs reads it too.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

export type Progress = "none" | "begun" | "done";

const file = (dataDir: string): string => path.join(dataDir, "sample");

export function readProgress(dataDir: string): Progress {
  try {
    return readFileSync(file(dataDir), "utf8").trim() === "done" ? "done" : "begun";
  } catch {
    return "none";
  }
}

export function markProgress(dataDir: string, progress: "begun" | "done"): void {
  writeFileSync(`${file(dataDir)}.new`, `${progress}\n`);
  renameSync(`${file(dataDir)}.new`, file(dataDir));
}
