import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";
import { type AsanaConnected, startAsanaConnected } from "../setup/asana-connected.ts";
import { asanaPage } from "../setup/asana-page.ts";
import { byHand } from "../setup/asana-truth.ts";
import { type Carrier, CardHistory, settle, step, type Viewer, type World } from "../setup/card-history.ts";
import { createdOn, DEBT, NO_GOAL, pictureOf, SAFE, seenBy, told, type Told } from "../setup/card-words.ts";
import { eventually } from "../setup/eventually.ts";
import { visitorAt } from "../setup/visitor.ts";

/**
 * Whoever opens a task in Asana reads on its card what the dashboard says to them at that moment: the real service, the
 * real app and the sandbox Asana, whose page asks as Asana's does. The dashboard's side is its API, and the words are here.
 */
const HISTORIES = process.env["PROOF"] ? 20 : 2;
const STEPS = process.env["PROOF"] ? 40 : 12;
const SEED = Number(process.env["SEED"] ?? 20261121);
const PROJECT = "Customer onboarding";

let on: AsanaConnected;
let world: World;
let viewers: Viewer[];

beforeAll(async () => {
  on = await startAsanaConnected(4950, [PROJECT]);
  await on.startApp();
  const { asana, admin } = on;
  await asana.control("limits", { perMinute: 1_000_000 });
  await admin.createPerson({ name: "Dana Okafor", email: "dana.okafor@example.com", role: "contributor" });
  await on.signIn(visitorAt(on.url), "Dana Okafor");
  await on.signIn(on.browser, "Oskar Lindqvist", "/oauth/asana/start?for=me");
  const [insider, member, stranger] = ["Oskar Lindqvist", "Dana Okafor", "Priya Raman"].map((name) =>
    asana.person(name),
  ) as [string, string, string];
  viewers = [
    { name: "the goal's owner", account: insider, client: admin },
    { name: "a member", account: member, client: on.app(member) },
    { name: "a stranger", account: stranger, client: null },
  ];
  const Sections = z.array(z.object({ gid: z.string() }));
  const project = asana.project(PROJECT);
  const sections = (await byHand(asana, "GET", `/projects/${project}/sections?limit=100`, Sections)).map(
    ({ gid }) => gid,
  );
  world = { on, page: asanaPage(on), project, sections, people: { insider, member } };
}, 120_000);
afterAll(() => on.stop());

/** What this person must read on these tasks, by what the dashboard's API says to them. */
async function wanted(history: CardHistory, { client }: Viewer): Promise<Wanted> {
  const seen = client && (await seenBy(client, history.initiative.id));
  const { items } = await on.admin.listWorkItems({ connectionId: on.connectionId, limit: 200 });
  return ({ gid, created }) => {
    const item = items.find(({ ref }) => ref.id === gid);
    if (item?.link) return seen ?? { card: SAFE };
    if (item?.class) return { card: DEBT };
    if (created === null) return { card: NO_GOAL };
    const under = created.named ? seen : null;
    return { card: createdOn(created.count, under), ...(under && { mark: under.mark }) };
  };
}
type Wanted = (carrier: Carrier) => { card: Told; mark?: string };

const SILENT = "Throughline does not answer";
/** The app gives the service a second. On a slow machine that is too little, and the task is opened again. */
const freshCard = (account: string, gid: string) =>
  eventually(async () => {
    const shown = await world.page.card(account, gid);
    if (shown.footer.footer_type === "updated" && shown.subtitle !== SILENT) return shown;
    throw new Error(`the card is an old one: ${shown.footer.text ?? shown.subtitle}`);
  }, 180_000);

let cards = 0;
async function expectCards(history: CardHistory): Promise<void> {
  for (const viewer of viewers) {
    const says = await wanted(history, viewer);
    const shownOn = await Promise.all(history.carriers.map(({ gid }) => freshCard(viewer.account, gid)));
    for (const [index, shown] of shownOn.entries()) {
      const carrier = history.carriers[index] ?? { gid: "", created: null };
      const { card, mark } = says(carrier);
      const about = { to: viewer.name, task: carrier, after: history.done };
      expect({ ...about, card: told(shown, card) }).toEqual({ ...about, card });
      expect(pictureOf(shown)).toEqual(mark && expect.stringMatching(`/icons/${mark}.png$`));
      cards++;
    }
  }
}

const history = fc.record({ small: fc.boolean(), steps: fc.array(step, { minLength: STEPS, maxLength: STEPS }) });

test(`${HISTORIES} random histories: after each step every card says what the dashboard says to the same person (seed ${SEED})`, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(history, async ({ small, steps }) => {
      const lived = new CardHistory(world, `run ${++run}`);
      await lived.begin(small);
      for (const one of steps) {
        await lived.take(one);
        await settle(world);
        await expectCards(lived);
      }
    }),
    { numRuns: HISTORIES, seed: SEED, endOnFailure: true },
  );
  process.stdout.write(`${run} histories, ${cards} cards\n`);
  expect(await world.page.violations()).toEqual([]);
}, 3_600_000);

test("while the service is silent the last card stands, with its time; back again it gives way to a fresh one", async () => {
  const lived = new CardHistory(world, "outage");
  await lived.begin(false);
  await settle(world);
  const [task = { gid: "", created: null }] = lived.carriers.filter(({ created }) => created === null);
  const ask = (account: string) => world.page.card(account, task.gid);
  const [owner, , stranger] = viewers.map(({ account }) => account) as [string, string, string];
  const before = await freshCard(owner, task.gid);
  await freshCard(stranger, task.gid);
  const { fields, title, subtitle } = before;
  await on.service.stop();
  await byHand(on.asana, "PUT", `/tasks/${task.gid}`, z.object({}), { completed: true });
  const silent = await ask(owner);
  expect(silent).toMatchObject({ fields, title, subtitle });
  const drawn = Date.parse(before.footer.last_updated_at ?? "");
  const minutes = [drawn - 60_000, drawn].map((at) => `as of ${new Date(at).toISOString().slice(11, 16)} UTC`);
  expect(minutes).toContain(silent.footer.text);
  expect(told(await ask(stranger), SAFE)).toEqual(SAFE);
  expect(await ask(on.asana.person("Marco Silva"))).toMatchObject({ subtitle: SILENT });
  await on.startService();
  await eventually(async () => {
    expect((await ask(owner)).fields).toContainEqual(expect.objectContaining({ text: "1 of 2 done, 0 active" }));
  }, 20_000);
  await settle(world);
  await expectCards(lived);
}, 180_000);
