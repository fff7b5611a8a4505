import { expect, test } from "@jest/globals";
import type { Endpoint } from "@throughline/shared/endpoint";
import { buildPerson, buildWorkspace, type Person } from "../factories/graph.ts";
import { serviceOfFile } from "../setup/of-file.ts";
import { changedBetween, everyRow, type Row } from "./everything.ts";
import { ELSEWHERE, ONLY_READS, PREPARED } from "./prepared.ts";
import { ask, goodInput, type Input, isRead, type Name, rows } from "./requests.ts";
import { buildWorld, type World } from "./world.ts";

/** What a write leaves is told by versions: of the row itself, or of the thing that the row belongs to. */
const TOLD_BY: Record<string, readonly string[]> = {
  goal_viewer: ["goal_id"],
  membership: ["person_id"],
  team_member: ["team_id", "person_id"],
  supporting_link: ["item_id"],
  mirror: ["item_id"],
  /** One that takes another back is told as the other's last version. */
  reading: ["id", "key_result_id"],
  link: ["id", "item_id"],
  workspace: ["id"],
};
const OWN_VERSIONS =
  /^(goal|key_result|initiative|work_item|person|team|period|connection|invitation|credential|call|check_in|decision|question)$/;
/** What the service does by itself beside it: counters, the state of a sync, when a credential was used. */
const BY_ITSELF =
  /^(goal_no|initiative_no|poll_due|sweep_due|paused_until|cursor|last_(event|sync|used)_at|behind_since)$/;

const service = await serviceOfFile();
const writes = rows.filter(([name, row]) => !isRead(row) && !ONLY_READS.includes(name));
const tried = writes.filter(([name]) => ELSEWHERE[name] === undefined);

/** A token that was used a moment ago: its next use writes nothing down. */
async function used(who: Person): Promise<string> {
  const token = await service.tokenOf(who);
  await fetch(`${service.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  return token;
}

async function inputOf(name: Name, row: Endpoint, world: World): Promise<Input> {
  const client = await service.as(world.who);
  const prepared = await PREPARED[name]?.({ service, client, world });
  const fields = { ...goodInput(name, row, world), ...byName(row), ...prepared };
  await service.worker.drain();
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Fields that only a write asks for. */
function byName({ input }: Endpoint): Input {
  const known: Input = { role: "contributor", text: "What does it need?" };
  return Object.fromEntries(Object.entries(known).filter(([field]) => field in input.shape));
}

const asText = (value: unknown): string => (typeof value === "string" ? value : "");

function significant({ table, row }: Row): Row {
  return { table, row: Object.fromEntries(Object.entries(row).filter(([column]) => !BY_ITSELF.test(column))) };
}

/** Of the rows that a write left otherwise, those of which no version says so; and versions that are not the next one. */
function untold(fresh: readonly Row[], old: readonly Row[], by: string): string[] {
  const versions = fresh.filter(({ table, row }) => table === "version" && JSON.stringify(row["by"]).includes(by));
  const measures = versions.map(({ row: { body } }) => asText((body as { keyResultId?: unknown }).keyResultId));
  const told = new Map([
    ...measures.map((id): [string, number] => [id, 0]),
    ...versions.map(({ row }): [string, number] => [asText(row["id"]), Number(row["no"])]),
  ]);
  const faults: string[] = [];
  for (const { table, row } of [...fresh, ...old]) {
    const columns = OWN_VERSIONS.test(table) ? ["id"] : (TOLD_BY[table] ?? []);
    if (columns.length > 0 && !columns.some((column) => told.has(asText(row[column]))))
      faults.push(`${table} ${columns.map((column) => asText(row[column])).join()} changed without a version`);
  }
  for (const { table, row } of fresh.filter(({ row: { version } }) => typeof version === "number")) {
    if (!OWN_VERSIONS.test(table) && table !== "workspace") continue;
    const before = old.find((one) => one.table === table && one.row["id"] === row["id"]);
    const expected = Number(before?.row["version"] ?? 0) + 1;
    const version = Number(row["version"]);
    if (version !== expected || told.get(asText(row["id"])) !== expected)
      faults.push(`${table} went to version ${version}, told as ${told.get(asText(row["id"]))}, not ${expected}`);
  }
  return faults;
}

/** Each way in which this write can be wrong, as the table says. */
function wrongs(row: Endpoint, good: Input): { why: string; input: Input; status: number[]; by?: "viewer" }[] {
  const { reason: _, ...silent } = good;
  const needsReason = row.refusals.includes("reason_missing") || !row.input.safeParse(silent).success;
  return [
    { why: "with a field that nobody knows", input: { ...good, nonsense: 1 }, status: [400] },
    ...(row.who === "contributor" || row.who === "admin"
      ? [{ why: "by a viewer", input: good, status: [403], by: "viewer" as const }]
      : []),
    ...("version" in good ? [{ why: "of another version", input: { ...good, version: 77 }, status: [409] }] : []),
    ...(needsReason ? [{ why: "without a reason", input: silent, status: [400, 422] }] : []),
  ];
}

test.each(tried)(
  "%s leaves versions and an audit line with its reason; refused, it leaves nothing",
  async (name, row) => {
    const who = await buildWorkspace(service.ground);
    const world = await buildWorld(service, who);
    const token = await used(who);
    const viewer = await used(await buildPerson(service.ground, who, "Vera", "viewer"));
    const good = await inputOf(name, row, world);
    const rowsNow = () => everyRow(service, makesAWorkspace(name) ? undefined : who.workspaceId);
    let before = await rowsNow();
    for (const { why, input, status, by } of wrongs(row, good)) {
      const answer = await ask(service, by === "viewer" ? viewer : token, row, input);
      expect([why, status.includes(answer.status), answer.text]).toEqual([why, true, answer.text]);
      expect([why, changedBetween(before, await rowsNow())]).toEqual([why, { fresh: [], old: [] }]);
    }
    before = before.map(significant);
    const { status, text } = await ask(service, token, row, good);
    expect([status < 300, text]).toEqual([true, text]);
    const { fresh, old } = changedBetween(before, (await rowsNow()).map(significant));
    const lines = fresh.filter(({ table }) => table === "audit").map((line) => line.row);
    const by = makesAWorkspace(name) || name === "signIn" ? firstOf(lines) : who.person.id;
    expect(untold(fresh, old, by)).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line["by"]).toMatchObject({ person: by });
      expect([line["action"], line["kind"], line["ref"]]).not.toContain("");
    }
    if ("reason" in row.input.shape)
      expect(lines.map(({ detail }) => detail)).toContainEqual(expect.objectContaining({ reason: "because" }));
  },
);

/** Where the caller is not the one who signs: the invited person, or the first admin of the workspace made. */
const makesAWorkspace = (name: Name) => name === "createWorkspace";
const firstOf = ([line]: readonly Row["row"][]) => asText((line?.["by"] as { person?: unknown } | undefined)?.person);

test("what the table does not try is a write that there is", () => {
  const names = writes.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(ELSEWHERE)));
});
