import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { errorCode } from "../error-code.ts";
import { running } from "./processes.ts";

/**
 * Makes this process the only owner of a folder, or throws. A file says who owns it: the process and when it began,
 * because after a crash its number may belong to somebody else.
 */
export function own(dir: string): { release(): void } {
  const file = path.join(dir, "owner.pid");
  const mine = `${process.pid} ${running(process.pid)?.started ?? ""}\n`;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o644 });
  try {
    while (!linked(draft, file)) putAside(file, dir);
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release() {
      if (read(file) === mine) rmSync(file, { force: true });
    },
  };
}

/** Moves away the file of an owner that is dead. Two processes may try it at once: a living owner's file comes back. */
function putAside(file: string, dir: string): void {
  refuseIfAlive(read(file), dir);
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  try {
    refuseIfAlive(read(aside), dir);
  } catch (error) {
    linked(aside, file);
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function refuseIfAlive(content: string | undefined, dir: string): void {
  const [number = "", ...rest] = content?.trim().split(" ") ?? [];
  const pid = Number(number);
  const now = pid > 0 ? running(pid) : undefined;
  const then = rest.join(" ");
  if (!now || (then && now.started && now.started !== then)) return;
  throw new Error(
    `The data folder ${dir} is in use by process ${pid}. Stop that one, or choose another folder with DATA_DIR.`,
  );
}

/** Appears whole or not at all; false if the name is taken. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
