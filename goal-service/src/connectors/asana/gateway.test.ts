import { EventEmitter, once } from "node:events";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import pino from "pino";
import { z } from "zod";
import { ToolError } from "../connector.ts";
import { type Gateway, openGateway } from "./gateway.ts";
import { type LittleAsana, littleAsana, reachTo, TOKEN } from "./little-asana.test-kit.ts";
import { data, Gid } from "./task.ts";

const SHORT_MS = 300;

let asana: LittleAsana;
let gate: Gateway;
beforeAll(async () => {
  asana = await littleAsana();
});
afterAll(() => asana.stop());
beforeEach(() => {
  asana.asked.length = 0;
  gate = openGateway(reachTo(asana.api));
});

const readOne = () => gate.read(data(Gid), ({ tasks }) => tasks.getTask("1", {}));
const makeOne = () => gate.make(data(Gid), ({ tasks }) => tasks.createTask({ data: { name: "One" } }, {}));
const setOne = () => gate.set(({ tasks }) => tasks.updateTask({ data: { name: "One" } }, "1", {}));

async function refusal(call: () => Promise<unknown>): Promise<ToolError> {
  const error = await call().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ToolError);
  return error as ToolError;
}

const said = (message: string) => ({ errors: [{ message, help: "For more information, see the documentation." }] });

test.each([
  [400, "refused", "name: Not a string"],
  [401, "signed_out", "Not Authorized"],
  [402, "unpaid", "This feature is not available to your plan"],
  [403, "not_allowed", "Forbidden"],
  [404, "missing", "task: Unknown object: 1"],
  [412, "refused", "Precondition failed"],
  [451, "not_allowed", "Blocked by an admin"],
  [429, "limited", "You have made too many requests recently."],
] as const)("Asana's %i is %s, in its own words", async (status, kind, words) => {
  asana.answers = () => ({ status, body: said(words) });
  for (const call of [readOne, setOne, makeOne]) expect(await refusal(call)).toMatchObject({ kind, message: words });
});

test("a limit says how long to wait; without a number it does not guess", async () => {
  asana.answers = () => ({ status: 429, body: said("Slow down"), headers: { "Retry-After": "37" } });
  expect(await refusal(readOne)).toMatchObject({ kind: "limited", retryAfterMs: 37_000 });
  asana.answers = () => ({ status: 429, body: said("Slow down"), headers: { "Retry-After": "soon" } });
  expect(await refusal(readOne)).toMatchObject({ kind: "limited", retryAfterMs: null });
  expect(asana.asked).toHaveLength(2);
});

test.each([500, 502, 503, 504])(
  "a fault of Asana (%i) is unreachable, but unknown where a second call makes a second thing",
  async (status) => {
    asana.answers = () => ({ status, body: said("Server Error") });
    expect(await refusal(readOne)).toMatchObject({ kind: "unreachable", message: "Asana does not answer." });
    expect(await refusal(setOne)).toMatchObject({ kind: "unreachable" });
    expect(await refusal(makeOne)).toMatchObject({ kind: "unknown" });
    expect(asana.asked).toHaveLength(3);
  },
);

test("an answer that never comes is given up after its time", async () => {
  gate = openGateway(reachTo(asana.api), SHORT_MS);
  asana.answers = () => "silence";
  expect(await refusal(readOne)).toMatchObject({ kind: "unreachable" });
  expect(await refusal(makeOne)).toMatchObject({ kind: "unknown" });
  expect(asana.asked).toHaveLength(2);
});

test("a lost answer is asked for once more, unless that could make a second thing", async () => {
  asana.answers = () => "hang up";
  expect(await refusal(readOne)).toMatchObject({ kind: "unreachable" });
  expect(asana.asked).toHaveLength(2);
  expect(await refusal(setOne)).toMatchObject({ kind: "unreachable" });
  expect(asana.asked).toHaveLength(4);
  expect(await refusal(makeOne)).toMatchObject({ kind: "unknown" });
  expect(asana.asked).toHaveLength(5);
});

test("a server that was closed meanwhile does not cost the read behind it", async () => {
  asana.answers = () => (asana.asked.length === 1 ? "hang up" : { body: { data: { gid: "1" } } });
  expect(await readOne()).toEqual({ gid: "1" });
});

test("where nobody listens nothing was made, so nothing is unknown", async () => {
  const gone = await littleAsana();
  await gone.stop();
  gate = openGateway(reachTo(gone.api));
  for (const call of [readOne, setOne, makeOne]) expect(await refusal(call)).toMatchObject({ kind: "unreachable" });
});

test("an answer in a strange form is as good as none", async () => {
  for (const body of ["<html>Bad gateway</html>", {}, { data: { gid: [7] } }, { data: null }]) {
    asana.answers = () => ({ body });
    expect(await refusal(readOne)).toMatchObject({ kind: "unreachable" });
    expect(await refusal(makeOne)).toMatchObject({ kind: "unknown" });
  }
});

test("a list is read to its end, a hundred at a time", async () => {
  asana.answers = ({ query }) =>
    query["offset"] === undefined
      ? { body: { data: [{ gid: "1" }], next_page: { offset: "two", path: "/x", uri: "x" } } }
      : { body: { data: [{ gid: "2" }], next_page: null } };
  const found = await gate.list(Gid, ({ tasks }, page) => tasks.getTasks({ ...page, project: "P" }));
  expect(found).toEqual([{ gid: "1" }, { gid: "2" }]);
  expect(asana.asked.map(({ query }) => query)).toEqual([
    { limit: "100", project: "P" },
    { limit: "100", offset: "two", project: "P" },
  ]);
});

test("a token reads at most ten and writes at most five things at once", async () => {
  const busy = { GET: 0, POST: 0 };
  const most = { GET: 0, POST: 0 };
  // The first fifteen are answered only when all of them stand there together: however slow the machine, they must.
  const all = new EventEmitter();
  const together = once(all, "there");
  asana.answers = async ({ method }) => {
    const way = method === "GET" ? "GET" : "POST";
    busy[way] += 1;
    most[way] = Math.max(most[way], busy[way]);
    if (busy.GET + busy.POST === 15) all.emit("there");
    await together;
    busy[way] -= 1;
    return { body: { data: { gid: "1" } } };
  };
  await Promise.all([...Array.from({ length: 30 }, readOne), ...Array.from({ length: 15 }, makeOne)]);
  expect(most).toEqual({ GET: 10, POST: 5 });
});

test("each gateway asks with its own token", async () => {
  asana.answers = () => ({ body: { data: { gid: "1" } } });
  const other = openGateway({ api: asana.api, token: "another" });
  const ask = (of: Gateway) => of.read(z.unknown(), ({ tasks }) => tasks.getTask("1", {}));
  await Promise.all([ask(gate), ask(other)]);
  expect(asana.asked.map(({ headers }) => headers.authorization).sort()).toEqual([`Bearer ${TOKEN}`, "Bearer another"]);
});

function everythingOf(error: Error): string {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  log.error(error, "failed");
  log.error({ err: error, error }, "failed");
  const seen = inspect(error, { showHidden: true, depth: Infinity, getters: true });
  return [error.message, error.stack, String(error), JSON.stringify(error), seen, ...lines].join("\n");
}

test("the client's own error does carry it: what follows tests something", async () => {
  asana.answers = () => ({ status: 400, body: said("No") });
  let raw: unknown;
  const keep = (thrown: unknown) => {
    raw = thrown;
    throw thrown;
  };
  await refusal(() => gate.read(z.unknown(), ({ tasks }) => tasks.getTask("1", {}).catch(keep)));
  expect(everythingOf(raw as Error)).toContain("planted-token");
});

test("no error carries the token, whatever went wrong and whatever Asana says", async () => {
  const echo = (status: number) => () => ({
    status,
    body: said(`Bearer ${TOKEN} is not welcome`),
    headers: { x: TOKEN },
  });
  const html = () => ({ body: `<html>${TOKEN}</html>` });
  gate = openGateway(reachTo(asana.api), SHORT_MS);
  const lost = () => "hang up" as const;
  const late = () => "silence" as const;
  for (const answers of [echo(400), echo(401), echo(403), echo(429), echo(500), html, lost, late]) {
    asana.answers = answers;
    for (const call of [readOne, setOne, makeOne]) {
      const error = await call().catch((thrown: unknown) => thrown);
      if (error === undefined) continue;
      expect(error).toBeInstanceOf(ToolError);
      expect((error as ToolError).cause).toBeUndefined();
      expect(everythingOf(error as ToolError)).not.toContain("planted-token");
    }
  }
});
