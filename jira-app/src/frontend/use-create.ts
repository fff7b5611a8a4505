import { useCallback, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { Problem } from "../outcome.ts";
import type { CreateReply, FindReply, payloads } from "../rpc.ts";
import { invoke } from "./rpc.ts";

export type CreateWish = Omit<z.input<typeof payloads.createIssue>, "linkId">;

export type Creating =
  | { state: "idle" }
  | { state: "sending" }
  /** No answer came: looking whether the work item is there, at 2, 10 and 60 seconds. */
  | { state: "looking" }
  | { state: "not_found" }
  | { state: "refused"; problem: Problem }
  | { state: "own_form"; url: string; fields: string[] };

export interface Made {
  key: string;
  linked: "confirmed" | "later";
}

/** Seconds after the loss at which we look again. Jira's search learns of a new issue some seconds late. */
export const LOOKS = [2, 10, 60];

/** A link's id, and what it was first sent for: the service holds it to that. */
interface LinkInHand {
  id: string;
  sentFor: string | null;
}

const newLink = (id: string = crypto.randomUUID()): LinkInHand => ({ id, sentFor: null });

/**
 * A link's id is made when the form opens and stays through every try. A made item ends it, and so does the choice of
 * another initiative after it was sent.
 */
export function useCreate(looks: number[], announced?: string) {
  const [creating, setCreating] = useState<Creating>({ state: "idle" });
  const [made, setMade] = useState<Made | null>(null);
  const link = useRef<LinkInHand>(newLink(announced));
  const busy = useRef(false);
  const open = useRef(true);

  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  const finish = useCallback((next: Creating) => {
    busy.current = false;
    if (open.current) setCreating(next);
  }, []);

  const succeed = useCallback(
    (reply: Made) => {
      link.current = newLink();
      if (open.current) setMade({ key: reply.key, linked: reply.linked });
      finish({ state: "idle" });
    },
    [finish],
  );

  const look = useCallback(
    async (wish: CreateWish) => {
      setCreating({ state: "looking" });
      let waited = 0;
      for (const at of looks) {
        await new Promise((resolve) => setTimeout(resolve, (at - waited) * 1000));
        waited = at;
        if (!open.current) return;
        const found = await invoke("findCreated", { linkId: link.current.id, target: wish.target }).catch(
          (): FindReply => ({ state: "unclear" }),
        );
        if (found.state === "created") {
          succeed(found);
          return;
        }
      }
      finish({ state: "not_found" });
    },
    [looks, finish, succeed],
  );

  const create = useCallback(
    async (wish: CreateWish) => {
      if (busy.current) return;
      busy.current = true;
      setMade(null);
      setCreating({ state: "sending" });
      const target = JSON.stringify(wish.target);
      if (link.current.sentFor !== null && link.current.sentFor !== target) link.current = newLink();
      link.current.sentFor = target;
      const reply = await invoke("createIssue", { ...wish, linkId: link.current.id }).catch((): CreateReply => ({
        state: "lost",
      }));
      switch (reply.state) {
        case "created":
          succeed(reply);
          return;
        case "lost":
          await look(wish);
          return;
        case "refused":
        case "own_form":
          finish(reply);
      }
    },
    [finish, look, succeed],
  );

  return { creating, made, create };
}
