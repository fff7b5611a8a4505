import { beforeAll, describe, expect, test } from "@jest/globals";
import { buildPerson, buildWorkspace, type Person } from "../factories/graph.ts";
import { serviceOfFile } from "../setup/of-file.ts";
import { everyRow } from "./everything.ts";
import { ask, goodInput, type Input, isRead, rows } from "./requests.ts";
import { buildWorld, type World } from "./world.ts";

/** Fields that name something: each is tried with everything that there is to name elsewhere. */
const NAMES = /^(id|of|cursor|q|container|containers|viewers|owner|team|period)$|Ids?$/;
const MANY = /^(containers|viewers)$|Ids$/;

const service = await serviceOfFile();
const attacker = await buildWorkspace(service.ground);
const token = await service.tokenOf(attacker);
let own: World;
let foreign: World;
beforeAll(async () => {
  own = await buildWorld(service, attacker);
  foreign = await buildWorld(service, await buildWorkspace(service.ground));
});

/** Everything that a workspace has: nothing of it may change. */
async function everythingOf({ workspaceId }: Person): Promise<string[]> {
  const kept = await everyRow(service, workspaceId);
  expect(new Set(kept.map(({ table }) => table)).size).toBeGreaterThan(15);
  return kept.map((row) => JSON.stringify(row)).sort();
}

/** What a field with a name of its own can only mean; every other is tried with everything. */
const MEANS: Record<string, readonly string[]> = {
  goalId: ["goal", "goalKey"],
  parentId: ["goal", "goalKey"],
  keyResultId: ["keyResult"],
  initiativeId: ["initiative", "initiativeKey"],
  ownerId: ["person"],
  personIds: ["person"],
  owner: ["person"],
  teamId: ["team"],
  team: ["team"],
  periodId: ["period"],
  period: ["period"],
  connectionId: ["connection"],
  linkId: ["link"],
  viewers: ["person", "team"],
  q: ["word", "goalKey"],
};

/** Each field that names something, once with each thing of the other world that it can mean. */
function* intrusions(input: Input, fields: readonly string[], ids: Record<string, string>): Generator<Input> {
  for (const field of fields.filter((name) => NAMES.test(name))) {
    const meant = MEANS[field];
    for (const [kind, value] of Object.entries(ids))
      if (meant?.includes(kind) ?? true) yield { ...input, [field]: MANY.test(field) ? [value] : value };
  }
}

/** A delivery's number may stand anywhere; every other id is one of its kind. */
const isTelling = (id: string): boolean => id.length > 20;
const named = (text: string, { ids }: World, sent: Input): string[] =>
  Object.values(ids).filter((id) => isTelling(id) && text.includes(id) && !JSON.stringify(sent).includes(id));

describe("another workspace", () => {
  test.each(rows)("%s tells nothing of it and changes nothing in it, whatever is named", async (name, row) => {
    const before = await everythingOf(foreign.who);
    const fields = Object.keys(row.input.shape);
    const good = goodInput(name, row, own);
    const fault: string[] = [];
    for (const input of [good, ...intrusions(good, fields, { ...foreign.ids, word: foreign.word })]) {
      const { status, text } = await ask(service, token, row, input);
      const leaks = text.includes(foreign.word) && !JSON.stringify(input).includes(foreign.word);
      if (leaks || named(text, foreign, input).length > 0 || status >= 500)
        fault.push(`${JSON.stringify(input)} -> ${status} ${text.slice(0, 300)}`);
    }
    expect(fault).toEqual([]);
    expect(await everythingOf(foreign.who)).toEqual(before);
  });
});

describe("a private goal, for an admin outside its audience", () => {
  let secret: World;
  let eve: string;
  beforeAll(async () => {
    const ada = await buildWorkspace(service.ground);
    secret = await buildWorld(service, ada, []);
    const admin = await buildPerson(service.ground, ada, "Eve", "admin");
    eve = await service.tokenOf(admin);
    own = await buildWorld(service, admin);
  });

  /** Company, connections and deliveries of that world are everybody's; these words stand only in what the goal shares. */
  const secretWords = () =>
    new RegExp(`${secret.word} (goal|why|measure|reading|initiative|hypothesis|check-in|decision|reason|call)\\b`);
  const HIDDEN = ["goal", "keyResult", "spareKeyResult", "reading", "initiative", "link"] as const;

  async function rowsBehind(): Promise<string> {
    const { goal, keyResult, item } = secret.ids;
    const { rows: found } = await service.ground.db.pool.query<{ sum: string }>(
      `SELECT md5(string_agg(x, ',' ORDER BY x)) AS sum FROM (
         SELECT t::text AS x FROM goal t WHERE id = $1 UNION ALL SELECT t::text FROM key_result t WHERE goal_id = $1
         UNION ALL SELECT t::text FROM reading t WHERE key_result_id = $2 UNION ALL SELECT t::text FROM initiative t WHERE goal_id = $1
         UNION ALL SELECT t::text FROM call t WHERE goal_id = $1 UNION ALL SELECT t::text FROM check_in t WHERE goal_id = $1
         UNION ALL SELECT t::text FROM decision t WHERE goal_id = $1 UNION ALL SELECT t::text FROM goal_viewer t WHERE goal_id = $1
         UNION ALL SELECT initiative_id::text || link_id::text FROM work_item t WHERE id = $3
         UNION ALL SELECT t::text FROM link t WHERE item_id = $3) AS behind`,
      [goal, keyResult, item],
    );
    return found[0]?.sum ?? "";
  }

  test.each(rows)("%s does not know it, nor anything that hangs on it", async (name, row) => {
    const before = await rowsBehind();
    const fields = Object.keys(row.input.shape);
    const good = goodInput(name, row, own);
    const hidden = Object.fromEntries(HIDDEN.map((kind) => [kind, secret.ids[kind]]));
    const asked = {
      ...hidden,
      goalKey: secret.goalKey,
      initiativeKey: secret.initiativeKey,
      item: secret.ids.item,
      remote: secret.ids.remote,
      word: secret.word,
    };
    const fault: string[] = [];
    for (const input of [good, ...intrusions(good, fields, asked)]) {
      const { status, text } = await ask(service, eve, row, input);
      const told = HIDDEN.map((kind) => secret.ids[kind]).filter(
        (id) => text.includes(id) && !JSON.stringify(input).includes(id),
      );
      if (told.length > 0 || secretWords().test(text) || status >= 500)
        fault.push(`${JSON.stringify(input)} -> ${status} ${told.join()} ${text.slice(0, 300)}`);
    }
    expect(fault).toEqual([]);
    expect(await rowsBehind()).toBe(before);
  });

  test("is told by no live event", async () => {
    const { goal, keyResult } = secret.ids;
    const mine = await service.as(secret.who);
    const stop = new AbortController();
    const response = await fetch(`${service.url}/api/v1/live`, {
      headers: { authorization: `Bearer ${eve}` },
      signal: stop.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await mine.createReading({ id: keyResult, on: "2026-11-20", value: 41 });
    await mine.createCheckIn({ id: goal, note: "still private" });
    await service.worker.drain();
    const seen = await mine.createGoal({ title: "For everybody", start: "2026-10-01", due: "2026-12-31" });
    let text = "";
    while (reader && !text.includes(seen.id)) text += (await reader.read()).value ?? "";
    stop.abort();
    expect(text).not.toContain(goal);
    expect(text).not.toContain(keyResult);
  });

  test("does not vote in a parent that they see, and is no parent of a child that they see", async () => {
    const mine = await service.as(secret.who);
    const parent = await mine.createGoal({ title: "Parent for all", start: "2026-10-01", due: "2026-12-31" });
    const child = await mine.createGoal({
      title: "Child for all",
      start: "2026-10-01",
      due: "2026-12-31",
      parentId: secret.ids.goal,
    });
    const { version } = await mine.getGoal({ id: secret.ids.goal });
    await mine.changeGoal({ id: secret.ids.goal, version, parentId: parent.id });
    await service.worker.drain();
    for (const id of [parent.id, child.id])
      for (const [name, row] of rows.filter(([, each]) => isRead(each) && each.path.startsWith("/goals/:id"))) {
        const { text } = await ask(service, eve, row, { ...goodInput(name, row, own), id });
        expect([name, text.includes(secret.ids.goal)]).toEqual([name, false]);
      }
  });
});
