import { describe, expect, test } from "@jest/globals";
import { decideLink, type Found, type KnownInitiative, type KnownLink } from "./decide.ts";

const LINK = "11111111-1111-4111-8111-111111111111";
const CREATED = "2026-11-20T12:00:00.000Z";
const minutes = (count: number) => new Date(Date.parse(CREATED) + count * 60_000).toISOString();

const open: KnownInitiative = { id: "i-12", key: "INI-12", open: true, private: false };
const announced: KnownLink = {
  id: LINK,
  initiative_id: "i-12",
  class: null,
  until: null,
  item_id: null,
  person_id: "dana",
  connection_id: null,
  created_at: minutes(-1),
};

function found(
  over: Partial<Omit<Found, "link" | "initiative">> & { knownLink?: KnownLink; knownInitiative?: KnownInitiative },
): Found {
  const { knownLink, knownInitiative = open, ...rest } = over;
  return {
    itemId: "w-1",
    createdAt: CREATED,
    mark: null,
    title: "Audit accounts",
    serves: null,
    untied: false,
    parentInitiative: null,
    maySee: () => false,
    announcedHere: () => true,
    confirmed: false,
    link: (id) => (id === LINK ? knownLink : undefined),
    initiative: (ref) => (ref === knownInitiative.id || ref === knownInitiative.key ? knownInitiative : undefined),
    ...rest,
  };
}
const mark = (over: object = {}) => ({ v: 1, link: LINK, initiative: "INI-12", at: minutes(0), ...over });

test("an item made after its link was announced is born, however long ago that was", () => {
  expect(decideLink(found({ mark: mark(), knownLink: announced }))).toMatchObject({ origin: "born", linkId: LINK });
  expect(decideLink(found({ mark: mark(), knownLink: { ...announced, created_at: minutes(-600) } }))).toMatchObject({
    origin: "born",
  });
});

test("an old item that is given an announced link is attached", () => {
  expect(decideLink(found({ mark: mark(), knownLink: { ...announced, created_at: minutes(6) } }))).toMatchObject({
    origin: "attached",
    linkId: LINK,
  });
});

test("an unannounced mark is a birth within five minutes of the item's creation, and attached after", () => {
  expect(decideLink(found({ mark: mark({ at: minutes(5) }) }))).toMatchObject({ origin: "born" });
  expect(decideLink(found({ mark: mark({ at: minutes(6) }) }))).toMatchObject({ origin: "attached" });
});

test("a form that stood open for an hour is as good as any: the mark is made when it is sent", () => {
  const early = { ...announced, created_at: minutes(-60) };
  expect(decideLink(found({ mark: mark(), knownLink: early }))).toMatchObject({ origin: "born", linkId: LINK });
});

test.each([
  ["announced", { ...announced, created_at: minutes(-60) }],
  ["unknown", undefined],
])("an item made long after its mark is a copy, and leaves an %s link to the original", (_, knownLink) => {
  const copy = found({ mark: mark({ at: minutes(-6) }), ...(knownLink && { knownLink }) });
  expect(decideLink(copy)).toMatchObject({ initiativeId: "i-12", origin: "attached", linkId: null });
  const original = found({ mark: mark({ at: minutes(-4) }), ...(knownLink && { knownLink }) });
  expect(decideLink(original)).toMatchObject({ initiativeId: "i-12", origin: "born", linkId: LINK });
});

test("an old item that is given a mark is no copy: it takes the link", () => {
  const old = { mark: mark({ at: minutes(600) }) };
  expect(decideLink(found(old))).toMatchObject({ origin: "attached", linkId: LINK });
  expect(decideLink(found({ ...old, knownLink: { ...announced, created_at: minutes(600) } }))).toMatchObject({
    origin: "attached",
    linkId: LINK,
  });
});

test("whoever made the item says that it is the link's own: then it is, however late", () => {
  const late = { mark: mark({ at: minutes(-60) }), confirmed: true };
  const early = { ...announced, created_at: minutes(-60) };
  expect(decideLink(found({ ...late, knownLink: early }))).toMatchObject({ origin: "born", linkId: LINK });
  expect(decideLink(found(late))).toMatchObject({ origin: "attached", linkId: LINK });
  const taken = { ...early, item_id: "w-0" };
  expect(decideLink(found({ ...late, knownLink: taken }))).toMatchObject({ origin: "attached", linkId: null });
});

test("a copy of work for no goal has the class, and leaves the link to the original", () => {
  const debt = mark({ initiative: undefined, class: "debt", at: minutes(-6) });
  const known = { ...announced, initiative_id: null, class: "debt", until: "2026-12-31" };
  const copy = { to: "class", class: "debt", linkId: null };
  expect(decideLink(found({ mark: debt }))).toMatchObject(copy);
  expect(decideLink(found({ mark: debt, knownLink: known }))).toMatchObject({ ...copy, until: "2026-12-31" });
  expect(decideLink(found({ mark: debt, knownLink: { ...known, item_id: "w-0" } }))).toMatchObject(copy);
});

test("an item whose link was taken away keeps its mark, and is not linked by it again", () => {
  expect(decideLink(found({ mark: mark(), knownLink: { ...announced, item_id: "w-1" } }))).toEqual({ to: "nothing" });
});

test("the announced target wins over what the mark claims", () => {
  const other: KnownInitiative = { id: "i-99", key: "INI-99", open: true, private: false };
  expect(
    decideLink(found({ mark: mark({ initiative: "INI-99" }), knownLink: announced, knownInitiative: other })),
  ).toEqual({ to: "nothing" });
});

test("a link that belongs to another item gives this one the same initiative and no link", () => {
  expect(decideLink(found({ mark: mark(), knownLink: { ...announced, item_id: "w-0" } }))).toMatchObject({
    initiativeId: "i-12",
    origin: "attached",
    linkId: null,
  });
});

test.each([
  ["a closed initiative", { knownInitiative: { ...open, open: false } }],
  ["an initiative that does not exist", { mark: mark({ initiative: "INI-404" }) }],
  ["a private goal, when nobody who may see it acts", { knownInitiative: { ...open, private: true } }],
])("a claim on %s ties nothing", (_, over) => {
  expect(decideLink(found({ mark: mark(), ...over }))).toEqual({ to: "nothing" });
});

test("a claim on a private goal holds for somebody who may see it", () => {
  expect(
    decideLink(found({ mark: mark(), knownInitiative: { ...open, private: true }, maySee: () => true })),
  ).toMatchObject({ origin: "born" });
});

describe("a link announced for a private goal", () => {
  const secret = { mark: mark(), knownInitiative: { ...open, private: true }, knownLink: announced };
  test("is taken by the first item that the connection it was announced through tells of", () => {
    expect(decideLink(found(secret))).toMatchObject({ origin: "born", linkId: LINK });
  });

  test.each([
    ["another connection sends its id", { announcedHere: () => false }],
    ["the item is a copy", { knownLink: { ...announced, item_id: "w-0" } }],
    ["somebody who may not see the goal names it in a call", { confirmed: true }],
  ])("ties nothing when %s", (_, over) => {
    expect(decideLink(found({ ...secret, ...over }))).toEqual({ to: "nothing" });
    expect(decideLink(found({ ...secret, ...over, maySee: () => true }))).toMatchObject({ initiativeId: "i-12" });
  });
});

test("a class is as atomic as an initiative", () => {
  expect(decideLink(found({ mark: mark({ initiative: undefined, class: "debt" }) }))).toMatchObject({
    to: "class",
    class: "debt",
    linkId: LINK,
  });
});

test("a child inherits; a key in its text attaches it; a mark of its own goes first", () => {
  expect(decideLink(found({ parentInitiative: "i-12" }))).toMatchObject({ origin: "inherited", initiativeId: "i-12" });
  expect(decideLink(found({ title: "[ini-12] Audit" }))).toMatchObject({ origin: "attached", initiativeId: "i-12" });
  expect(decideLink(found({ mark: "see [INI-12]" }))).toMatchObject({ origin: "attached" });
  expect(decideLink(found({ mark: mark(), parentInitiative: "i-7" }))).toMatchObject({
    origin: "born",
    initiativeId: "i-12",
  });
});

test("what a person took away comes back by a mark, not by a title and not from above", () => {
  expect(decideLink(found({ untied: true, parentInitiative: "i-12", title: "[INI-12] Audit" })).to).toBe("nothing");
  expect(decideLink(found({ untied: true, mark: mark() })).to).toBe("initiative");
});
