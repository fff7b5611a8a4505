import { randomUUID } from "node:crypto";
import { addDays } from "@throughline/shared/calendar";
import { ItemRead } from "@throughline/shared/page";
import { processBatch } from "../../src/deliveries/process.ts";
import { storeDelivery } from "../../src/deliveries/receive.ts";
import type { Ground } from "../../src/ground.ts";
import { TODAY } from "./org.ts";
import type { Random } from "./random.ts";

export interface NewItem {
  id: string;
  /** The initiative that it was made under, by number. */
  initiative: number | null;
  people: number;
}

const CONTAINERS = 40;
const noon = (ago: number) => `${addDays(TODAY, -ago)}T09:00:00Z`;

/** An item as a tool tells of it: 45 in a hundred done, 30 to do, 25 in progress; 20 in a hundred long without movement. */
export function readOf({ id, initiative, people }: NewItem, random: Random): ItemRead {
  const drawn = random.next();
  const category = drawn < 0.45 ? "done" : drawn < 0.75 ? "todo" : "doing";
  const moved = random.next() < 0.2 ? 14 + random.below(30) : random.below(14);
  const created = moved + random.below(60);
  const container = `P${random.below(CONTAINERS)}`;
  const owner = `u${random.skewed(people)}`;
  return ItemRead.parse({
    ref: { container, id },
    key: `${container}-${id}`,
    title: `Work item ${id} with a title of the usual length`,
    url: `https://tool.example/${container}-${id}`,
    type: "task",
    status: { name: NAMES[category], category },
    assignees: random.next() < 0.9 ? [{ remoteId: owner, name: owner }] : [],
    due: random.next() < 0.7 ? addDays(TODAY, random.below(120) - 30) : null,
    estimate: random.next() < 0.85 ? { value: 1 + random.below(8), unit: "points" } : null,
    presence: "live",
    createdAt: noon(created),
    updatedAt: noon(moved),
    movedAt: noon(moved),
    ...(initiative !== null && {
      mark: { v: 1, link: randomUUID(), initiative: `INI-${initiative}`, at: noon(created) },
    }),
  });
}

const NAMES = { todo: "To Do", doing: "In Progress", done: "Done" };

const A_PAGE = 250;
const PAGES_AT_ONCE = 4;

interface To {
  workspaceId: string;
  connectionId: string;
}

/** Through the door that every tool uses: pages are stored as deliveries and applied in batches. */
export async function deliver(ground: Ground, to: To, reads: readonly ItemRead[]): Promise<void> {
  for (let from = 0; from < reads.length; from += A_PAGE) {
    await storeDelivery(ground, to, randomUUID(), JSON.stringify({ items: reads.slice(from, from + A_PAGE) }));
    const last = from + A_PAGE >= reads.length;
    if (last || (from / A_PAGE) % PAGES_AT_ONCE === PAGES_AT_ONCE - 1) while (await processBatch(ground));
  }
}
