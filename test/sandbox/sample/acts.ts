// The tables as a list of acts by day: who makes, moves, links or flags which item.
import type { Days } from "./calendar.ts";
import type { AsanaProject, First, Project } from "./company.ts";
import { movesIn, type Part, type Row, type Status } from "./shapes.ts";
import { classed, unlinked, workUnder } from "./work.ts";

type WorkClass = (typeof classed)[number][1];
/** Whom an item is made for: an initiative by its name in the tables, a class, or nobody has said. */
export type Purpose = { initiative: string } | { class: WorkClass } | null;

export interface Item {
  title: string;
  project: Project | AsanaProject;
  owner: First;
  type: "Task" | "Story" | "Bug";
  due: number | undefined;
  purpose: Purpose;
  /** The title of the item that this is a part of. */
  partOf: string | undefined;
  /** The title of the same piece of work in the other tool. */
  sameAs: string | undefined;
}

export type Act =
  | { kind: "make"; item: Item }
  | { kind: "move"; item: Item; to: Status }
  | { kind: "attach"; item: Item; initiative: string }
  | { kind: "block" | "hide"; item: Item }
  | { kind: "estimate"; item: Item; points: number };

type Planned = [day: number, act: Act];

/** Every act of the tables, in the order planned, on the working day on which it is done. */
export function actsByDay(days: Days): Map<number, Act[]> {
  const all = [
    ...Object.entries(workUnder).flatMap(([initiative, rows]) => rows.flatMap((row) => itemsOf(row, { initiative }))),
    ...classed.flatMap(([row, name]) => itemsOf(row, { class: name })),
    ...unlinked.flatMap((row) => itemsOf(row, null)),
  ].flatMap((own) => scheduled(days, own));
  const byDay = new Map<number, Act[]>();
  for (const { day, act } of all.sort((a, b) => a.planned - b.planned)) {
    byDay.set(day, [...(byDay.get(day) ?? []), act]);
  }
  return byDay;
}

function scheduled(days: Days, own: Planned[]): { planned: number; day: number; act: Act }[] {
  const inOrder = own.toSorted(([a], [b]) => a - b);
  const done = days.workdays(inOrder.map(([planned]) => planned));
  return inOrder.map(([planned, act], index) => ({ planned, day: done[index] ?? planned, act }));
}

/** The acts of one row's item, and of each of its parts. */
function itemsOf([project, title, owner, made, moves, due, more = {}]: Row, purpose: Purpose): Planned[][] {
  const later = more.attached !== undefined && purpose !== null && "initiative" in purpose;
  const item: Item = {
    title,
    project,
    owner,
    type: more.type ?? "Task",
    due,
    purpose: later ? null : purpose,
    partOf: undefined,
    sameAs: more.sameAs,
  };
  const own: Planned[] = [
    [made, { kind: "make", item }],
    ...(more.points === undefined ? [] : [[made, { kind: "estimate", item, points: more.points }] satisfies Planned]),
    ...(more.confidential ? [[made, { kind: "hide", item }] satisfies Planned] : []),
    ...(later ? [[more.attached, { kind: "attach", item, initiative: purpose.initiative }] as Planned] : []),
    ...movesOf(item, moves),
    ...(more.blocked === undefined ? [] : [[more.blocked, { kind: "block", item }] satisfies Planned]),
  ];
  return [own, ...(more.parts ?? []).map((part) => partOf(item, part))];
}

function partOf(whole: Item, [title, owner, made, moves]: Part): Planned[] {
  const more = { type: "Task", due: undefined, purpose: null, partOf: whole.title, sameAs: undefined } as const;
  const item: Item = { ...whole, ...more, title, owner };
  return [[made, { kind: "make", item }], ...movesOf(item, moves)];
}

const movesOf = (item: Item, moves: string): Planned[] =>
  movesIn(moves).map(({ day, to }) => [day, { kind: "move", item, to }]);
