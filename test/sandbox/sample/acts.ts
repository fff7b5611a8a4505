// The tables as a list of acts by day: who makes, moves, links or flags which item.
import type { Days } from "./calendar.ts";
import type { AsanaProject, First, Project } from "./company.ts";
import { type Move, movesIn, type Row, type Status } from "./shapes.ts";
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

/** Every act of the tables, earliest first, on the working day on which it is done. */
export function actsByDay(days: Days): Map<number, Act[]> {
  const all = [
    ...Object.entries(workUnder).flatMap(([initiative, rows]) => rows.flatMap((row) => actsOf(row, { initiative }))),
    ...classed.flatMap(([row, name]) => actsOf(row, { class: name })),
    ...unlinked.flatMap((row) => actsOf(row, null)),
  ].sort(([a], [b]) => a - b);
  const byDay = new Map<number, Act[]>();
  for (const [planned, act] of all) {
    const day = days.workday(planned);
    byDay.set(day, [...(byDay.get(day) ?? []), act]);
  }
  return byDay;
}

function actsOf([project, title, owner, made, moves, due, more = {}]: Row, purpose: Purpose): Planned[] {
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
  return [
    [made, { kind: "make", item }],
    ...(more.points === undefined ? [] : [[made, { kind: "estimate", item, points: more.points }] satisfies Planned]),
    ...(more.confidential ? [[made, { kind: "hide", item }] satisfies Planned] : []),
    ...(later ? [[more.attached, { kind: "attach", item, initiative: purpose.initiative }] as Planned] : []),
    ...movesOf(item, movesIn(moves)),
    ...(more.blocked === undefined ? [] : [[more.blocked, { kind: "block", item }] satisfies Planned]),
    ...(more.parts ?? []).flatMap(([part, who, day, steps]): Planned[] => {
      const sub: Item = {
        ...item,
        title: part,
        owner: who,
        type: "Task",
        due: undefined,
        purpose: null,
        partOf: title,
        sameAs: undefined,
      };
      return [[day, { kind: "make", item: sub }], ...movesOf(sub, movesIn(steps))];
    }),
  ];
}

const movesOf = (item: Item, moves: Move[]): Planned[] => moves.map(({ day, to }) => [day, { kind: "move", item, to }]);
