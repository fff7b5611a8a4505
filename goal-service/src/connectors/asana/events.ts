import { Moment } from "@throughline/shared/basics";
import { each, maybe } from "@throughline/shared/tool-answer";
import { z } from "zod";
import type { Gateway } from "./gateway.ts";
import { idsIn } from "./touches.ts";

export interface Heard {
  /** False: the token was too old, or there was none; what happened before this one is not told. */
  whole: boolean;
  ids: string[];
  moments: string[];
  /** Null where Asana gives none: then the next run asks for one again. */
  token: string | null;
  more: boolean;
}

/** Asana's "412": no token, or too old a one, and with it a new one to go on from. */
const NO_TOKEN = 412;

const Events = z.object({
  data: maybe(each(z.looseObject({ created_at: maybe(Moment) }))),
  sync: maybe(z.string()),
  has_more: maybe(z.boolean()),
});

export async function hear(gate: Gateway, container: string, token: string | null): Promise<Heard> {
  const since = token === null ? {} : { sync: token };
  const answer = await gate.read(Events, ({ events }) => events.getEvents(container, since), NO_TOKEN);
  const told = answer.data ?? [];
  return {
    whole: answer.data != null,
    ids: idsIn(told),
    moments: told.flatMap((event) => event.created_at ?? []),
    token: answer.sync ?? null,
    more: answer.has_more === true && answer.sync != null,
  };
}
