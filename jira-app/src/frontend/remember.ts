/** The project and type somebody used last, in their own browser; without storage it is forgotten when the panel closes. */
const KEY = "throughline.create";

export interface Remembered {
  project?: string;
  type?: string;
}

let here: Remembered = {};

interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

function store(): Store | null {
  try {
    return (globalThis as { localStorage?: Store }).localStorage ?? null;
  } catch {
    return null; // A sandboxed frame may forbid even the look at it.
  }
}

const word = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

export function recall(): Remembered {
  try {
    const kept: unknown = JSON.parse(store()?.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null) return here;
    const { project, type } = kept as Record<string, unknown>;
    const [projectKey, typeId] = [word(project), word(type)];
    return { ...(projectKey ? { project: projectKey } : {}), ...(typeId ? { type: typeId } : {}) };
  } catch {
    return here;
  }
}

export function remember(used: Remembered): void {
  here = used;
  try {
    store()?.setItem(KEY, JSON.stringify(used));
  } catch {
    // Full or forbidden: the panel still remembers until it closes.
  }
}
