import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { BIRTH_POINTS, MIRROR_POINTS, POINTS, PULL_POINTS } from "../../goal-service/src/points.ts";
import { APP_WRITES } from "../setup/app-points.ts";
import { findGaps, type Table } from "../setup/writes.ts";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => findGaps(readFileSync(path.join(root, file), "utf8"), table);

/** Creation and intake in the service: between two writes of these files there is a named point, at which tests kill. */
const SERVICE = [
  "deliveries/hook-route.ts",
  "deliveries/receive.ts",
  "deliveries/process.ts",
  "deliveries/sweep.ts",
  "connections/synced.ts",
  "links/links.ts",
  "links/confirm.ts",
  "links/create-in-tool.ts",
  "links/making.ts",
  "panel/link-item.ts",
  "work-items/mirror-rows.ts",
  "work-items/settle-mirrors.ts",
  "health/evaluate.ts",
].map((file) => `goal-service/src/${file}`);
/** The same on the way of a tool that is read. */
const PULL = [
  "connections/subscription-target.ts",
  "connections/sync-state.ts",
  "deliveries/subscription-hook.ts",
  "deliveries/touches.ts",
  "deliveries/turn.ts",
  "deliveries/take-turn.ts",
  "deliveries/read-touches.ts",
  "deliveries/wishes.ts",
  "deliveries/webhooks.ts",
  "deliveries/reconcile.ts",
].map((file) => `goal-service/src/${file}`);
/** Creation in the Forge app, which must carry no test code: there a kill is beside a request (test/setup/app-points.ts). */
const APP = [
  "resolvers/create-issue.ts",
  "resolvers/find-created.ts",
  "resolvers/confirm.ts",
  "resolvers/link-issue.ts",
  "jira/create-issue.ts",
].map((file) => `jira-app/src/${file}`);

/** Statements of SQL and the writing methods of Prisma are known by themselves, and so is what a file's own functions do. */
const table: Table = {
  writes: [
    ...["storeDelivery", "nextWanted", "transaction", "applyReads", "applyGone", "takeSweep", "takeSync", "takeDone"],
    ...["stateLink", "confirmLink", "putMark", "putLink", "putLinkItem", "linkWorkItem", "classifyWorkItem"],
    ...["myTurn", "whileMine", "giveUp", "takeIn", "linkItem", "classifyItem", "also", "wishCard", "wishHealth"],
    ...["keepUnread", "writeBatch", "writeMirrors", "writeSides"],
    ...["create", "jira", "settleMark", "settleIfLabelled"],
    ...[
      "storeHeard",
      "keepHandshake",
      "addTouches",
      "settleTouches",
      "write",
      "noteTrouble",
      "noteHidden",
      "noteSynced",
      "pauseUntil",
    ],
    ...["resume", "closeTurn", "perform", "subscribe", "unsubscribe", "checkWebhooks", "transactionOn"],
    ...["fromSubscription", "takeUninstall", "learnIds", "touchParents", "prismaTransaction", "record", "recordActIn"],
  ],
  reads: [
    ...["readWaiting", "readOutcomes", "claimAgain", "readMirrors", "readItems", "holdConnections"],
    ...["inTool", "actingAccount", "placeFor", "nameFor", "connectionMeant", "sayingNo", "sleep"],
    ...[
      "connectionOf",
      "installationOf",
      "secretsOf",
      "cursorOf",
      "readBody",
      "findInitiative",
      "holdConnection",
      "readFacts",
    ],
    ...["findSubscription", "dueTouches", "lastSeen", "inTime", "allHear", "session", "refusal"],
    ...[
      "openNamesOf",
      "storableText",
      "readItem",
      "knownItem",
      "findByLink",
      "getIssue",
      "fieldsOf",
      "creatableProjects",
      "ask",
      "good",
      "failed",
    ],
  ],
};

test.each([...SERVICE, ...PULL])("no write of %s follows another without a point between them", (file) => {
  const { gaps, unknown } = read(file);
  expect(unknown).toEqual([]);
  expect(gaps).toEqual([]);
});

test("every point is passed somewhere, and every one that is passed is listed", () => {
  const used = SERVICE.flatMap((file) => read(file).points);
  expect([...new Set(used)].sort()).toEqual([...POINTS, ...BIRTH_POINTS, ...MIRROR_POINTS].sort());
  const pulled = PULL.flatMap((file) => read(file).points).filter((name) => !used.includes(name));
  expect([...new Set(pulled)].sort()).toEqual([...PULL_POINTS].sort());
});

const rows = APP_WRITES.flatMap(({ calls }): readonly string[] => calls);

test.each(APP)("of two writes of %s that follow each other one has a row among the app's points", (file) => {
  const { gaps, unknown } = read(file);
  expect(unknown).toEqual([]);
  expect(gaps.filter(({ between }) => !between.some((call) => rows.includes(call)))).toEqual([]);
});

test("every row of the app's points names a call that the app makes", () => {
  const calls = APP.flatMap((file) => read(file).writes);
  for (const name of rows) expect(calls).toContain(name);
});

const SQL = "await tx.query(`INSERT INTO link VALUES ($1)`)";
const POINT = 'await point("between")';
const planted: [what: string, body: string, gaps: number][] = [
  ["two statements", `${SQL}; ${SQL};`, 1],
  ["two statements with a point", `${SQL}; ${POINT}; ${SQL};`, 0],
  ["a read between", `${SQL}; await tx.query("SELECT 1 FROM link FOR UPDATE OF link"); ${SQL};`, 1],
  ["a statement and a listed call", `${SQL}; await applyReads(tx);`, 1],
  ["a listed call that is returned", `${SQL}; return applyReads(tx);`, 1],
  ["a point on one way only", `${SQL}; if (some) ${POINT}; ${SQL};`, 1],
  ["a point on both ways", `${SQL}; if (some) ${POINT}; else ${POINT}; ${SQL};`, 0],
  ["a way that ends", `${SQL}; if (some) return; ${POINT}; ${SQL};`, 0],
  ["a loop", `for (const one of all) ${SQL};`, 1],
  ["a loop with a point", `for (const one of all) { ${POINT}; ${SQL}; }`, 0],
  ["a point that nobody awaits", `${SQL}; void point("between"); ${SQL};`, 1],
  ["the other way after a failure", `try { ${SQL}; } catch { ${SQL}; }`, 0],
  ["Prisma", `await ground.db.prisma.link.createMany({}); await ground.db.prisma.link.update({});`, 1],
  ["a statement by its name", `await tx.query(STATEMENT); ${SQL};`, 1],
  ["a function of the file", `await own(tx); ${SQL};`, 1],
];

test.each(planted)("the check sees %s", (_what, body, gaps) => {
  const text = `const STATEMENT = \`UPDATE link SET id = 1\`;
    async function own(tx) { return deeper(tx); }
    const deeper = (tx) => tx.query(STATEMENT);
    async function planted(tx, all, some) { ${body} }`;
  expect(findGaps(text, table).gaps).toHaveLength(gaps);
});

test("a point taken out of the code itself is missed", () => {
  const text = readFileSync(path.join(root, "goal-service/src/deliveries/process.ts"), "utf8");
  const without = text.replace('await point("intake: reads applied, not synced");', "");
  expect(findGaps(without, table).gaps).toContainEqual({ in: "take", between: ["keepUnread", "takeSync"] });
});

test("the check asks about an imported call that it does not know", () => {
  const text = `import { erase } from "./erase.ts"; async function planted() { await erase(); }`;
  expect(findGaps(text, table).unknown).toEqual(["erase"]);
});
