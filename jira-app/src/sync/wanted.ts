import { LinkId } from "@throughline/shared/basics";
import { Mark } from "@throughline/shared/link";
import type { Done, Wanted } from "@throughline/shared/page";
import { z } from "zod";
import { addCommentOnce } from "../jira/comment.ts";
import { readItem, type Reading } from "../jira/fetch-issues.ts";
import { deleteMark, putMark } from "../jira/mark.ts";
import { findByLink } from "../jira/search.ts";
import { good, type Outcome, passing, type Problem } from "../outcome.ts";

/** What came of one wish: a report, and what a lookup found. No report: it may go better next time. */
export interface Did extends Reading {
  done: z.output<typeof Done> | null;
}

const NOTHING: Reading = { items: [], unread: [] };

const CommentText = z.union([
  z.string().min(1),
  z.looseObject({ text: z.string().min(1) }).transform(({ text }) => text),
]);
const LookupLink = z.union([LinkId, z.looseObject({ link: LinkId }).transform(({ link }) => link)]);

const unreadable = (what: string): Outcome<never> => ({
  ok: false,
  problem: { kind: "invalid", messages: [`The wish's ${what} can't be read.`], fields: {} },
});

async function doMark({ ref, value }: Wanted): Promise<Outcome<Reading>> {
  const mark = value === null ? null : Mark.safeParse(value);
  if (mark !== null && !mark.success) return unreadable("mark");
  const outcome = mark === null ? await deleteMark("app", ref) : await putMark("app", ref, mark.data);
  // A mark to take away that isn't there is as wanted.
  if (!outcome.ok && mark === null && outcome.problem.kind === "not_found") return good(NOTHING);
  return outcome.ok ? good(NOTHING) : outcome;
}

async function doComment({ id, ref, value }: Wanted): Promise<Outcome<Reading>> {
  const text = CommentText.safeParse(value);
  if (!text.success) return unreadable("comment");
  const outcome = await addCommentOnce(ref, id, text.data);
  return outcome.ok ? good(NOTHING) : outcome;
}

/**
 * By link: whichever issues carry it. Without one: is this issue still there, and how does it stand? To have looked and
 * found nothing is an answer too.
 */
async function doLookup({ ref, value }: Wanted): Promise<Outcome<Reading>> {
  const link = LookupLink.safeParse(value);
  if (!link.success) {
    const item = await readItem("app", ref);
    if (!item.ok && item.problem.kind === "not_found") return good(NOTHING);
    return item;
  }
  const found = await findByLink("app", link.data);
  if (!found.ok) return found;
  const read: Reading = { items: [], unread: [] };
  for (const id of found.value.slice(0, 10)) {
    const item = await readItem("app", id);
    if (!item.ok) return item;
    read.items.push(...item.value.items);
    read.unread.push(...item.value.unread);
  }
  return good(read);
}

const why = (problem: Problem): string => {
  const said = problem.kind === "invalid" ? problem.messages[0] : problem.kind === "denied" ? problem.message : null;
  return said ? `${problem.kind}: ${said}`.slice(0, 1000) : problem.kind;
};

export async function doWish(wish: Wanted): Promise<Did> {
  const acts = { mark: doMark, comment: doComment, lookup: doLookup };
  const outcome = await acts[wish.kind](wish);
  if (outcome.ok) return { done: { id: wish.id, ok: true }, ...outcome.value };
  if (passing(outcome.problem)) return { done: null, ...NOTHING };
  return { done: { id: wish.id, ok: false, error: why(outcome.problem) }, ...NOTHING };
}
