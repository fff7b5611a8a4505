import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { errorCode } from "./error-code.ts";

const SIZE = 32;

/** A key written as 64 hex digits or as base64 (either alphabet), or nothing if it is not 32 bytes. */
export function decodeKey(text: string): Buffer | undefined {
  const value = text.trim();
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, "hex");
  if (!/^[\w+/-]{43}=?$/.test(value)) return undefined;
  const key = Buffer.from(value, "base64");
  return key.length === SIZE ? key : undefined;
}

/**
 * The key of a single machine, made at the first start and kept beside the data. That is convenience: who can read the
 * folder can read both. Protection is a SECRET_KEY kept elsewhere.
 */
export function keptKey(dataDir: string): Buffer {
  const file = path.join(dataDir, "secret.key");
  // Others may pass through (PostgreSQL runs as another user when this one is root) but not look around.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const fresh = `${file}.${process.pid}`;
  try {
    return readKept(file);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
  writeFileSync(fresh, `${randomBytes(SIZE).toString("base64")}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(fresh, file); // appears whole or not at all, and never in place of one that another process just made
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  return readKept(file);
}

function readKept(file: string): Buffer {
  const key = decodeKey(readFileSync(file, "utf8"));
  if (!key) throw new Error(`${file} does not hold a key of ${SIZE} bytes: put back the one that was there.`);
  return key;
}
