// One file, written whole beside its place and renamed over it: a kill at any moment leaves the old file or the new one.
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** What the file says, or undefined when there is none. */
export async function readWhole(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  return JSON.parse(text);
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

interface Saver {
  /** Saves that arrive while one is running are folded into a single further one. */
  save: () => Promise<void>;
  /** What is still under way in a site that was stopped must not write over the file of the next one. */
  saveLast: () => Promise<void>;
}

export function saver(file: string, data: object): Saver {
  let ended = false;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const write = async (): Promise<void> => writeWhole(file, JSON.stringify(data));
  const save = async (): Promise<void> => {
    if (ended) return;
    if (!running) {
      running = write().finally(() => (running = undefined));
      await running;
      return;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        running = write().finally(() => (running = undefined));
        return running;
      });
    await next;
  };
  const saveLast = async (): Promise<void> => {
    const saved = save();
    ended = true;
    await saved;
  };
  return { save, saveLast };
}
