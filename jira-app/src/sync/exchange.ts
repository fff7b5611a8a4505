import type { PageAnswer, Wanted } from "@throughline/shared/page";
import type { Reading } from "../jira/fetch-issues.ts";
import { toMoved } from "../jira/read-issue.ts";
import { log } from "../log.ts";
import { good, type Outcome } from "../outcome.ts";
import { type PageInput, postPage } from "../remote/goal-service.ts";
import { memory } from "./memory.ts";
import { doWish } from "./wanted.ts";

export type Exchanged = PageAnswer & {
  /** The service answers again after refusing: whatever it missed should be sent at once. */
  recovered: boolean;
};

const ROUNDS = 5;

async function post(page: PageInput): Promise<Outcome<PageAnswer>> {
  const answer = await postPage(page);
  if (!answer.ok) {
    if (answer.problem.kind === "service_down" || answer.problem.kind === "busy") memory.refused();
    return answer;
  }
  memory.answered(answer.value);
  const { rejected, dropped } = answer.value;
  if (rejected.length > 0) log("error", "items rejected", { rejected: rejected.slice(0, 5) });
  if (dropped.length > 0) log("warn", "values left out", { dropped: dropped.slice(0, 5).map(({ path }) => path) });
  return answer;
}

/** Does what is wanted in Jira and reports it with the next page, until nothing new is wanted. */
async function fulfil(answer: PageAnswer): Promise<void> {
  const tried = new Set<string>();
  let wanted: Wanted[] = answer.wanted;
  for (let round = 0; round < ROUNDS; round++) {
    const fresh = wanted.filter(({ id }) => !tried.has(id));
    if (fresh.length === 0) return;
    const done: NonNullable<PageInput["done"]> = [];
    const read: Reading = { items: [], unread: [] };
    for (const wish of fresh) {
      tried.add(wish.id);
      const did = await doWish(wish);
      if (did.done !== null) done.push(did.done);
      read.items.push(...did.items);
      read.unread.push(...did.unread);
    }
    if (done.length + read.items.length + read.unread.length === 0) return;
    const next = await post({ ...pageOf(read), done });
    if (!next.ok) return;
    wanted = next.value.wanted;
  }
}

/** What was read, as a page; one on which everything could be read says nothing of the rest. */
export function pageOf({ items, unread }: Reading): Pick<PageInput, "items" | "unread"> {
  const chosen = memory.chosen();
  const told = items.map((item) => (chosen?.includes(item.ref.container) === false ? toMoved(item) : item));
  return unread.length === 0 ? { items: told } : { items: told, unread };
}

/** One talk with the service: a page there, its answer back, its wishes done. */
export async function exchange(page: PageInput): Promise<Outcome<Exchanged>> {
  const answer = await post(page);
  if (!answer.ok) return answer;
  const recovered = memory.recovered();
  await fulfil(answer.value);
  return good({ ...answer.value, recovered });
}
