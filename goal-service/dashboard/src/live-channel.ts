import { z } from "zod/mini";
import { API_PREFIX } from "@throughline/shared/endpoints";

/**
 * One event stream per browser (ui.md 5.8): browsers allow six connections to a host, so the tab that holds a Web Lock
 * opens the stream and passes what it hears to the other tabs. A tab hidden for five minutes lets go.
 */
export type LiveSignal =
  | { kind: "goal" | "item" | "connection"; id: string }
  | { kind: "up"; gap: boolean }
  | { kind: "down" }
  | { kind: "beat" };

type Hear = (signal: LiveSignal) => void;

const NAME = "throughline-live";
const HIDDEN_LIMIT = 300_000;
const KINDS = ["goal", "item", "connection"] as const;
const Data = z.object({ id: z.string() });

const Signal = z.union([
  z.object({ kind: z.enum(KINDS), id: z.string() }),
  z.object({ kind: z.literal("up"), gap: z.boolean() }),
  z.object({ kind: z.literal("down") }),
  z.object({ kind: z.literal("beat") }),
  z.object({ kind: z.literal("who") }),
]);

function readData(text: unknown): string | null {
  try {
    const read = Data.safeParse(JSON.parse(String(text)));
    return read.success ? read.data.id : null;
  } catch {
    return null;
  }
}

/** The stream itself. EventSource comes back by itself with Last-Event-ID; after a gap everything is asked for again. */
function openStream(hear: Hear): () => void {
  let source: EventSource | undefined;
  let opened = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(`${API_PREFIX}/live`);
    source.onopen = () => {
      hear({ kind: "up", gap: opened });
      opened = true;
    };
    source.onerror = () => {
      hear({ kind: "down" });
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, 5000);
    };
    source.addEventListener("beat", () => {
      hear({ kind: "beat" });
    });
    for (const kind of KINDS) {
      source.addEventListener(kind, (event: MessageEvent<unknown>) => {
        const id = readData(event.data);
        if (id !== null) hear({ kind, id });
      });
    }
  };
  open();
  return () => {
    clearTimeout(again);
    source?.close();
  };
}

/** Leads when no other tab does: holds the lock, opens the stream, passes on what it hears. */
function lead(channel: BroadcastChannel, hear: Hear): () => void {
  const given = new AbortController();
  let release: (() => void) | undefined;
  let up = false;
  const answer = (event: MessageEvent<unknown>) => {
    const signal = Signal.safeParse(event.data);
    if (signal.success && signal.data.kind === "who" && up) channel.postMessage({ kind: "up", gap: false });
  };
  const run = () =>
    new Promise<void>((resolve) => {
      // The lock may be granted in the very moment in which we let go: then nothing must be opened that nobody closes.
      if (given.signal.aborted) {
        resolve();
        return;
      }
      channel.addEventListener("message", answer);
      const close = openStream((signal) => {
        if (signal.kind === "up") up = true;
        if (signal.kind === "down") up = false;
        channel.postMessage(signal);
        hear(signal);
      });
      release = () => {
        close();
        channel.removeEventListener("message", answer);
        resolve();
      };
    });
  navigator.locks.request(NAME, { signal: given.signal }, run).catch(() => undefined);
  return () => {
    given.abort();
    release?.();
  };
}

function shared(hear: Hear): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    const signal = Signal.safeParse(event.data);
    if (signal.success && signal.data.kind !== "who") hear(signal.data);
  });
  const letGo = lead(channel, hear);
  channel.postMessage({ kind: "who" });
  return () => {
    letGo();
    channel.close();
  };
}

const canShare = () => "locks" in navigator && "BroadcastChannel" in globalThis;

/** Hears what the stream says, in whichever tab it runs, until stopped. */
export function listen(hear: Hear): () => void {
  const start = () => (canShare() ? shared(hear) : openStream(hear));
  let stop: (() => void) | undefined = start();
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const onVisibility = () => {
    clearTimeout(leaving);
    if (document.visibilityState === "hidden") {
      leaving = setTimeout(() => {
        stop?.();
        stop = undefined;
      }, HIDDEN_LIMIT);
      return;
    }
    if (stop !== undefined) return;
    hear({ kind: "up", gap: true });
    stop = start();
  };
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    clearTimeout(leaving);
    document.removeEventListener("visibilitychange", onVisibility);
    stop?.();
  };
}
