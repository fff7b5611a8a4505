import { STATE_WORDS } from "@throughline/shared/health/words";
import type { ParsedInputOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Choice, Choices } from "@throughline/shared/panel";
import type { WorkClass } from "@throughline/shared/vocabulary";
import type { Caller } from "../accounts/caller.ts";
import { byAttention } from "../goals/attention.ts";
import type { Ground } from "../ground.ts";
import { grouped } from "../grouped.ts";
import { readWork, type InitiativeWork } from "../initiatives/work.ts";
import { type OpenInitiative, readOpenInitiatives } from "./open-initiatives.ts";
import { ranked } from "./rank.ts";

type Asked = ParsedInputOf<typeof endpoints.getPanelChoices>;

const RECENT = 5;
/** A picker is not a list: what lies beyond is found by typing two letters. */
const SHOWN = 200;
const MATCHES = 50;

const CLASSES: Record<WorkClass, string> = {
  maintenance: "Maintenance",
  emergency: "Emergency",
  opportunity: "Opportunity",
  debt: "Technical debt",
};

interface Group {
  title: string;
  rows: OpenInitiative[];
}

/** Where new work may go: used lately, then by goal in order of attention; what serves no goal comes last. */
export async function panelChoices(ground: Ground, caller: Caller, asked: Asked): Promise<Choices> {
  const open = (await readOpenInitiatives(ground, caller)).sort((a, b) => byAttention(goalOf(a), goalOf(b)));
  const q = asked.q?.trim() ?? "";
  const groups = q === "" ? browse(open) : search(open, q);
  const ids = groups.flatMap(({ rows }) => rows.map(({ id }) => id));
  const work = await readWork(ground, caller, [...new Set(ids)]);
  const shown = groups.map(({ title, rows }) => ({
    title,
    choices: rows.map((row) => choiceOf(row, work.get(row.id))),
  }));
  const classes = classChoices(q, shown.length === 0);
  return { groups: classes.length > 0 ? [...shown, { title: "Not for a goal", choices: classes }] : shown };
}

const goalOf = ({ state, priority, goalDue }: OpenInitiative) => ({ state, priority, due: goalDue });

function browse(open: OpenInitiative[]): Group[] {
  const recent = usedLately(open).slice(0, RECENT);
  const byGoal = grouped(open.slice(0, SHOWN), (row) => row.goalId);
  const groups = [...byGoal.values()].flatMap((rows) => (rows[0] ? [{ title: titleOf(rows[0]), rows }] : []));
  return recent.length > 0 ? [{ title: "Recently used", rows: recent }, ...groups] : groups;
}

const titleOf = ({ goalTitle, state }: OpenInitiative) => `${goalTitle} (${STATE_WORDS[state].toLowerCase()})`;

/** One list, best match first; among equals what this person used lately, then what asks for attention. */
function search(open: OpenInitiative[], q: string): Group[] {
  const lately = usedLately(open);
  const rows = ranked([...lately, ...open.filter((row) => row.usedAt === null)], q).slice(0, MATCHES);
  return rows.length > 0 ? [{ title: "Matches", rows }] : [];
}

const usedLately = (open: OpenInitiative[]) =>
  open.filter((row) => row.usedAt !== null).sort((a, b) => (b.usedAt?.getTime() ?? 0) - (a.usedAt?.getTime() ?? 0));

function choiceOf(row: OpenInitiative, work: InitiativeWork | undefined): Choice {
  return {
    initiativeId: row.id,
    class: null,
    key: row.key,
    title: row.title,
    mark: work?.mark ?? "uncovered",
    doing: work?.counts.doing ?? 0,
    goal: { key: row.goalKey, title: row.goalTitle, state: row.state, private: row.private },
    due: row.due,
  };
}

/** Classes are always a choice; while somebody types, those that match, and all of them when nothing at all does. */
function classChoices(q: string, alone: boolean): Choice[] {
  const nothing = { initiativeId: null, key: null, mark: null, doing: 0, goal: null, due: null };
  const all = Object.entries(CLASSES).map(([key, title]): Choice => ({ ...nothing, class: key as WorkClass, title }));
  const typed = q.toLowerCase();
  const matching = all.filter(({ title }) =>
    title
      .toLowerCase()
      .split(" ")
      .some((word) => word.startsWith(typed)),
  );
  return alone && matching.length === 0 ? all : matching;
}
