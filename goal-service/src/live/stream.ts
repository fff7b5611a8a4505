import { API_PREFIX } from "@throughline/shared/endpoints";
import { type Request, type Response, Router } from "express";
import { authenticate } from "../accounts/accounts.ts";
import type { Caller } from "../accounts/caller.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { open, seal } from "../secrets.ts";
import type { Heard, Live } from "./live.ts";

/** How soon an open screen knows that nobody speaks any more (dashboard, answering.ts). */
const BEAT_MS = 3_000;
/** Every so many beats it is asked whether the listener may still hear. */
const ASKED_EVERY = 5;
/** Then the browser connects again by itself, with its newest event, and who it is and may see is asked anew. */
const LIFE_MS = 15 * 60_000;
/** A reader that is this far behind is let go; it comes back and asks for what it missed. */
const MOST_BYTES = 256 * 1024;

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

/** GET /live: server-sent events of what this caller may see. Ids and versions only; contents are asked for. */
export function liveRoutes(ground: Ground, live: Live): Router {
  const router = Router();
  router.get(`${API_PREFIX}/live`, async (request, response) => {
    const caller = await authenticate(ground, request);
    response.set(HEADERS);
    response.flushHeaders();
    response.write("retry: 1000\n\n");
    const position = positionIn(ground.config.secretKey, caller.workspaceId);
    const last = request.get("Last-Event-ID");
    const leave = live.listen(caller, last === undefined ? null : position.read(last), (event) => {
      if (event.kind === "dismissed") response.end(`retry: ${againMs()}\n\n`);
      else send(response, event, position.write(event.id));
    });
    const ask = () => void mayStillHear(ground, request, caller).then((may) => may || response.end());
    let beats = 0;
    let looks = live.looks();
    const beat = setInterval(() => {
      if (live.looks() !== looks) response.write("event: beat\ndata: {}\n\n");
      looks = live.looks();
      beats += 1;
      if (beats % ASKED_EVERY === 0) ask();
    }, BEAT_MS);
    const unhint = live.on("access", ask);
    const life = setTimeout(() => response.end(), LIFE_MS);
    response.on("close", () => {
      clearInterval(beat);
      clearTimeout(life);
      unhint();
      void leave
        .then((stop) => {
          stop();
        })
        .catch(() => undefined);
    });
    await leave.catch((error: unknown) => {
      ground.log.warn({ error }, "live: a listener could not be served");
      response.end();
    });
  });
  return router;
}

/** Whoever is somebody else by now, or nobody, is let go; a browser comes back and is asked who it is. */
async function mayStillHear(ground: Ground, request: Request, caller: Caller): Promise<boolean> {
  if (caller.connection) return true; // an app's token lives for seconds, and proved what it had to
  try {
    const now = await authenticate(ground, request);
    return JSON.stringify(now.person) === JSON.stringify(caller.person);
  } catch (error) {
    return !(error instanceof Refused);
  }
}

/**
 * Events are numbered over all workspaces, and the gaps would tell one how busy the others are: the number leaves sealed.
 * What can't be read names no event, which answers with a reset.
 */
function positionIn(key: Buffer, workspaceId: string) {
  return {
    write: (id: number) => seal(key, `${workspaceId} ${id}`),
    read: (text: string) => {
      try {
        const [workspace, id = ""] = open(key, text).split(" ");
        return workspace === workspaceId ? id : "";
      } catch {
        return "";
      }
    },
  };
}

/** Not all at the same moment. */
const againMs = () => Math.round(1000 + 2000 * Math.random());

function send(response: Response, event: Exclude<Heard, { kind: "dismissed" }>, id: string): void {
  if (response.writableLength > MOST_BYTES) {
    response.end();
    return;
  }
  const data = event.kind === "reset" ? {} : { id: event.ref, version: event.version };
  response.write(`id: ${id}\nevent: ${event.kind}\ndata: ${JSON.stringify(data)}\n\n`);
}
