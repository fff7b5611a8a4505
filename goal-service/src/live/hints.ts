import pg from "pg";
import type { Ground } from "../ground.ts";

const CHANNEL = "throughline";
const AGAIN_MS = 1000;

export interface Hints {
  /** Settled after the first attempt to listen, however it ended. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Hears the database's notifications on a connection of its own, and connects again for as long as it is not closed. A
 * notification may be lost at any time: whoever listens also looks by itself.
 */
export function listenToHints(ground: Ground, heard: (payload: string) => void): Hints {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    const mine = new pg.Client(ground.db.pool.options);
    client = mine;
    mine.on("error", () => {
      lost(mine);
    });
    mine.on("end", () => {
      lost(mine);
    });
    mine.on("notification", ({ payload }) => {
      heard(payload ?? "");
    });
    await mine.connect();
    await mine.query(`LISTEN ${CHANNEL}`);
    heard("connected"); // whatever came while nobody listened
  };
  const lost = (which: pg.Client): void => {
    if (client !== which) return;
    client = null;
    which.end().catch(() => undefined);
    if (!closed) timer = setTimeout(() => void start(), AGAIN_MS);
  };
  const start = async (): Promise<void> => {
    try {
      await connect();
    } catch (error) {
      if (!closed) ground.log.warn({ error }, "live: the database's notifications can't be heard");
      if (client) lost(client);
    }
  };

  return {
    ready: start(),
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
