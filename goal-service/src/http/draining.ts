import type { Server, ServerResponse } from "node:http";

/** Whether the process is about to end. What runs comes to its end; connections are not kept for a further request. */
export interface Draining {
  readonly begun: boolean;
  watch: (response: ServerResponse) => void;
  begin: () => void;
}

export function createDraining(): Draining {
  const running = new Set<ServerResponse>();
  let begun = false;
  const last = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader("connection", "close");
  };
  return {
    get begun() {
      return begun;
    },
    watch: (response) => {
      running.add(response);
      response.once("close", () => running.delete(response));
      if (begun) last(response);
    },
    begin: () => {
      begun = true;
      for (const response of running) last(response);
    },
  };
}

/** How often a connection is looked for that has just answered its last request. */
const LOOK_MS = 100;

/** Takes no new connection and waits for what runs, but not for longer than this. */
export async function finish(server: Server, withinMs: number): Promise<void> {
  const over = new Promise<void>((resolve) => server.close(() => resolve()));
  const look = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  const late = setTimeout(() => server.closeAllConnections(), withinMs);
  await over;
  clearInterval(look);
  clearTimeout(late);
}
