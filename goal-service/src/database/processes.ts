import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { errorCode } from "../error-code.ts";

/** A running process, as far as this system tells: when it began (in words of its own) and what was called. */
export interface Running {
  started: string | undefined;
  command: string | undefined;
}

/** The process of that number, or nothing if there is none or only its unburied rest. */
export function running(pid: number): Running | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== "EPERM") return undefined; // EPERM: it lives, as another user
  }
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): Running | undefined {
  const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (stat === undefined) return { started: undefined, command: undefined };
  // The name in brackets may hold anything, so fields are counted behind the last bracket.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z") return undefined;
  const boot = quietly(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()) ?? "";
  return {
    started: `${boot}/${fields[19] ?? ""}`,
    command: quietly(() => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()),
  };
}

function fromPs(pid: number): Running {
  const ask = (field: string) =>
    quietly(() =>
      execFileSync("ps", ["-o", `${field}=`, "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim(),
    );
  return { started: ask("lstart"), command: ask("command") };
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
