import type { Unshown } from "@throughline/shared/basics";
import type { Endpoint } from "@throughline/shared/endpoint";
import { z } from "zod";
import type { Ground } from "./ground.ts";
import { newId } from "./ids.ts";

/**
 * What we answer, in the shape that the table promises. What we read or answer in another shape is a fault of ours, never
 * the caller's error; in a list it costs the one thing that can't be shown.
 */
export async function replyOf(ground: Ground, endpoint: Endpoint, answer: () => Promise<unknown>): Promise<unknown> {
  try {
    const made = await answer();
    const whole = endpoint.reply.safeParse(made);
    return whole.success ? whole.data : endpoint.reply.parse(withoutUnshown(ground, endpoint, made));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new Error(`What ${endpoint.method} ${endpoint.path} answers has not the promised shape.`, { cause: error });
  }
}

function withoutUnshown(ground: Ground, { reply, path }: Endpoint, made: unknown): unknown {
  const of: unknown = reply instanceof z.ZodObject && "unshown" in reply.shape ? reply.shape["items"] : null;
  const items = z.looseObject({ items: z.array(z.unknown()) }).safeParse(made).data?.items;
  if (!(of instanceof z.ZodArray) || items === undefined) return made;
  const shown: unknown[] = [];
  const unshown: Unshown[] = [];
  for (const item of items) {
    const { success, error } = z.safeParse(of.element, item);
    if (success) shown.push(item);
    else unshown.push(asFault(ground, path, item, error));
  }
  return { ...(made as object), items: shown, unshown };
}

function asFault(ground: Ground, path: string, item: unknown, error: unknown): Unshown {
  const fault = newId();
  const id = z.looseObject({ id: z.string() }).safeParse(item).data?.id ?? null;
  ground.log.error({ id: fault, path, item: id, error }, "fault");
  return { id, fault };
}
