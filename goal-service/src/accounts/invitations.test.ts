import { beforeEach, describe, expect, test } from "@jest/globals";
import { endpoints } from "@throughline/shared/endpoints";
import { buildPerson, buildPrivateGoal, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { changeGoal, findGoal } from "../goals/goals.ts";
import { createPerson, listPeople } from "../people/people.ts";
import { createTeam, listTeams } from "../people/teams.ts";
import { endMembership, updatePerson } from "../people/update-person.ts";
import type { Browser } from "./browser.ts";
import { createInvitation, listInvitations, renewInvitation, withdrawInvitation } from "./invitations.ts";
import { listSessions } from "./sessions.ts";
import { readAddress, signIn } from "./sign-in.ts";

const ground = await groundOfFile();
const ALL = { limit: 100 };
let ada: Person;
let kept: string[];
beforeEach(async () => {
  ada = await buildWorkspace(ground);
  kept = [];
});
const browser = (): Browser => ({
  device: "Firefox on Linux",
  session: undefined,
  keep: (session) => kept.push(session),
  forget: () => undefined,
});
const secretIn = ({ address }: { address: string }) => address.split("#")[1] ?? "";
const join = (made: { address: string }) => signIn(ground, secretIn(made), browser());
const states = async () => (await listInvitations(ground, ada, ALL)).items.map(({ name, state }) => [name, state]);
const later = (days: number) => {
  ground.setNow(new Date(Date.parse("2026-11-20T12:00:00Z") + days * 24 * 3600_000).toISOString());
};

describe("an invitation", () => {
  test("gives a new person the role and the team, and signs them in", async () => {
    const team = await createTeam(ground, ada, { name: "Customer", personIds: [] });
    const made = await createInvitation(ground, ada, {
      name: "Dana",
      email: "D@x.test",
      role: "viewer",
      teamId: team.id,
    });
    expect(made).toMatchObject({
      name: "Dana",
      role: "viewer",
      state: "waiting",
      expiresAt: "2026-11-27T12:00:00.000Z",
    });
    expect(made.address).toMatch(/^http:\/\/goals\.test\/join#tli_/);
    const before = (await listPeople(ground, ada, ALL)).items.find(({ id }) => id === made.personId);
    expect(before).toMatchObject({ role: null, teamIds: [], email: "d@x.test" });
    expect(await join(made)).toMatchObject({
      person: { id: made.personId, role: "viewer", teamIds: [team.id], version: 2 },
    });
    expect(kept).toHaveLength(1);
    expect(await states()).toEqual([["Dana", "used"]]);
    expect((await listTeams(ground, ada, ALL)).items).toMatchObject([{ personIds: [made.personId] }]);
  });

  test("tells whom it is for while it waits, and nothing afterwards", async () => {
    const made = await createInvitation(ground, ada, { name: "Dana", role: "admin" });
    const secret = secretIn(made);
    const who = {
      person: "Dana",
      role: "admin",
      team: null,
      invitedBy: "Ada Admin",
      isMember: false,
      signedInAs: null,
    };
    expect(await readAddress(ground, secret, browser())).toMatchObject({ kind: "invitation", state: "waiting", who });
    await join(await createInvitation(ground, ada, { name: "Sam" }));
    const sams = { session: kept[0] };
    expect(await readAddress(ground, secret, sams)).toMatchObject({ who: { person: "Dana", signedInAs: "Sam" } });
    await join(made);
    expect(await readAddress(ground, secret, browser())).toEqual({ kind: "invitation", state: "used", who: null });
    expect(await readAddress(ground, `${secret.slice(0, -1)}_`, browser())).toEqual({
      kind: "unknown",
      state: "unknown",
      who: null,
    });
    expect(await readAddress(ground, "nonsense", browser())).toMatchObject({ state: "unknown" });
  });

  test("works once: opened again, and by ten at the same moment, exactly one gets in", async () => {
    const again = await createInvitation(ground, ada, { name: "Dana" });
    await join(again);
    expect(await refused(join(again))).toBe("address_used");
    const atOnce = await createInvitation(ground, ada, { name: "Sam" });
    const answers = await Promise.all(Array.from({ length: 10 }, () => refused(join(atOnce))));
    expect(answers.sort()).toEqual([...Array<string>(9).fill("address_used"), "answered"]);
    const { workspaceId } = ada;
    expect(await ground.db.prisma.credential.count({ where: { workspaceId, kind: "session" } })).toBe(2);
  });

  test("works for seven days to the moment, and says afterwards that it is too old", async () => {
    const early = await createInvitation(ground, ada, { name: "Dana" });
    const late = await createInvitation(ground, ada, { name: "Sam" });
    ground.setNow("2026-11-27T11:59:59.999Z");
    expect(await refused(join(early))).toBe("answered");
    later(7);
    expect(await refused(join(late))).toBe("address_expired");
    expect(await states()).toEqual([
      ["Sam", "expired"],
      ["Dana", "used"],
    ]);
  });

  test("made anew ends the old address and lives seven days from then", async () => {
    const old = await createInvitation(ground, ada, { name: "Dana", role: "admin" });
    later(8);
    const anew = await renewInvitation(ground, ada, old.id);
    expect(anew).toMatchObject({ role: "admin", state: "waiting", expiresAt: "2026-12-05T12:00:00.000Z" });
    expect(await refused(join(old))).toBe("address_replaced");
    expect(await refused(renewInvitation(ground, ada, old.id))).toBe("address_replaced");
    expect(await states()).toEqual([["Dana", "waiting"]]);
    expect(await refused(join(anew))).toBe("answered");
    expect(await refused(renewInvitation(ground, ada, anew.id))).toBe("address_used");
  });

  test("withdrawn works no longer and says so; twice is the same as once; made anew it works", async () => {
    const made = await createInvitation(ground, ada, { name: "Dana" });
    expect(await withdrawInvitation(ground, ada, made.id)).toMatchObject({ state: "withdrawn" });
    expect(await withdrawInvitation(ground, ada, made.id)).toMatchObject({ state: "withdrawn", version: 2 });
    expect(await refused(join(made))).toBe("address_withdrawn");
    const anew = await renewInvitation(ground, ada, made.id);
    expect(await refused(join(anew))).toBe("answered");
    expect(await refused(withdrawInvitation(ground, ada, anew.id))).toBe("address_used");
  });

  test("withdrawn in the moment in which it is used: one of the two happens, and both are told", async () => {
    for (let time = 0; time < 5; time++) {
      const made = await createInvitation(ground, ada, { name: `Sam ${time}` });
      const [used, withdrawn] = await Promise.all([
        refused(join(made)),
        refused(withdrawInvitation(ground, ada, made.id)),
      ]);
      expect([used, withdrawn]).toEqual(
        used === "answered" ? ["answered", "address_used"] : ["address_withdrawn", "answered"],
      );
    }
  });

  test("is for somebody known by id or by e-mail as well; a member gets a new address and keeps the role", async () => {
    const known = await createPerson(ground, ada, { name: "Dana", email: "dana@x.test" });
    const byMail = await createInvitation(ground, ada, { name: "D.", email: "DANA@x.test" });
    expect(byMail).toMatchObject({ personId: known.id, name: "Dana", role: "contributor" });
    const byId = await createInvitation(ground, ada, { personId: known.id, role: "viewer" });
    expect(await refused(join(byMail))).toBe("address_replaced");
    await join(byId);
    const further = await createInvitation(ground, ada, { personId: known.id });
    expect(await join(further)).toMatchObject({ person: { role: "viewer" } });
    expect(await refused(createInvitation(ground, ada, { name: "D.", email: "dana@x.test" }))).toBe("already_member");
    expect(await refused(createInvitation(ground, ada, { personId: known.id, role: "admin" }))).toBe("already_member");
  });

  test("names its person and its team, of this workspace", async () => {
    const stranger = await buildWorkspace(ground);
    const team = await createTeam(ground, stranger, { name: "Spies", personIds: [] });
    expect(await refused(createInvitation(ground, ada, {}))).toBe("invalid_input");
    expect(await refused(createInvitation(ground, ada, { personId: ada.person.id, name: "Ada" }))).toBe(
      "invalid_input",
    );
    expect(await refused(createInvitation(ground, ada, { personId: stranger.person.id }))).toBe("unknown_person");
    expect(await refused(createInvitation(ground, ada, { name: "Sam", teamId: team.id }))).toBe("invalid_input");
    const theirs = await createInvitation(ground, stranger, { name: "Spy" });
    expect(await refused(renewInvitation(ground, ada, theirs.id))).toBe("not_found");
    expect(await refused(withdrawInvitation(ground, ada, theirs.id))).toBe("not_found");
    expect(await states()).toEqual([]);
  });

  test("is kept as a hash, and each act has its version and its line of audit", async () => {
    const first = await createInvitation(ground, ada, { name: "Dana" });
    const second = await renewInvitation(ground, ada, first.id);
    await join(second);
    const { workspaceId } = ada;
    const audit = await ground.db.prisma.audit.findMany({
      where: { workspaceId, kind: { in: ["invitation", "session"] } },
      orderBy: { id: "asc" },
    });
    const by = { dana: { person: second.personId }, ada: { person: ada.person.id } };
    expect(audit.map((row) => [row.kind, row.action, row.by])).toEqual([
      ["invitation", "create", by.ada],
      ["invitation", "replace", by.ada],
      ["invitation", "create", by.ada],
      ["invitation", "accept", by.dana],
      ["session", "create", by.dana],
    ]);
    const { rows } = await ground.db.pool.query<{ row: string }>(
      "SELECT invitation::text AS row FROM invitation UNION ALL SELECT version::text FROM version UNION ALL SELECT audit::text FROM audit UNION ALL SELECT credential::text FROM credential",
    );
    const said = rows.map(({ row }) => row).join();
    for (const text of [secretIn(first), secretIn(second), kept[0] ?? ""]) {
      expect(said).not.toContain(text.split("_").slice(2).join("_"));
    }
  });
});

describe("an address that waits", () => {
  const inviteByEd = async () => {
    const ed = await buildPerson(ground, ada, "Ed", "admin");
    return { ed, made: await createInvitation(ground, ed, { name: "Fay", role: "admin" }) };
  };

  test("ends when its maker is no admin any more, and another admin can make it anew", async () => {
    const { ed, made } = await inviteByEd();
    const kept = await createInvitation(ground, ada, { name: "Gus" });
    const version = 1;
    await updatePerson(ground, ada, { id: ed.person.id, version, role: "admin" });
    expect((await readAddress(ground, secretIn(made), browser())).state).toBe("waiting");
    await updatePerson(ground, ada, { id: ed.person.id, version: version + 1, role: "contributor" });
    expect(await refused(join(made))).toBe("address_withdrawn");
    expect(await refused(join(kept))).toBe("answered");
    expect(await join(await renewInvitation(ground, ada, made.id))).toMatchObject({ person: { role: "admin" } });
  });

  test("ends with its maker's membership", async () => {
    const { ed, made } = await inviteByEd();
    await endMembership(ground, ada, { id: ed.person.id });
    expect(await refused(join(made))).toBe("address_withdrawn");
  });

  test("and is used at the moment at which its maker is demoted: both say what happened, neither fails", async () => {
    for (let round = 0; round < 4; round++) {
      const { ed, made } = await inviteByEd();
      const demote = updatePerson(ground, ada, { id: ed.person.id, version: 1, role: "viewer" });
      const [used, demoted] = await Promise.all([refused(join(made)), refused(demote)]);
      expect(demoted).toBe("answered");
      expect(["answered", "address_withdrawn"]).toContain(used);
    }
  });
});

describe("a membership", () => {
  test("has a role that an admin changes; the last admin stays one", async () => {
    const dana = await buildPerson(ground, ada, "Dana", "viewer");
    const change = (id: string, role: "admin" | "viewer", version = 1) =>
      updatePerson(ground, ada, { id, version, role });
    expect(await refused(change(ada.person.id, "viewer"))).toBe("last_admin");
    expect(await change(dana.person.id, "admin")).toMatchObject({ role: "admin", version: 2 });
    expect(await refused(change(dana.person.id, "viewer"))).toBe("stale");
    expect(await change(ada.person.id, "viewer")).toMatchObject({ role: "viewer" });
    expect(await refused(change(dana.person.id, "viewer", 2))).toBe("last_admin");
  });

  test("of two admins who remove each other at the same moment one stays", async () => {
    const dana = await buildPerson(ground, ada, "Dana", "admin");
    const ends = [
      endMembership(ground, ada, { id: dana.person.id }),
      endMembership(ground, dana, { id: ada.person.id }),
    ];
    expect((await Promise.all(ends.map(refused))).sort()).toEqual(["answered", "last_admin"]);
  });

  test("that ends takes sessions, tokens and waiting addresses with it, and a new invitation brings none of them back", async () => {
    const made = await createInvitation(ground, ada, { name: "Dana" });
    await join(made);
    const waiting = await createInvitation(ground, ada, { personId: made.personId });
    expect(await endMembership(ground, ada, { id: made.personId })).toMatchObject({ role: null });
    expect(await refused(join(waiting))).toBe("address_withdrawn");
    const again = await createInvitation(ground, ada, { personId: made.personId });
    await join(again);
    const dana = { ...ada, person: { ...ada.person, id: made.personId } };
    expect((await listSessions(ground, dana, ALL)).items).toHaveLength(1);
    expect(
      await refused(endMembership(ground, ada, { id: (await createPerson(ground, ada, { name: "Sam" })).id })),
    ).toBe("no_member");
  });

  test("whose person alone may see private goals ends with a new owner for them, who is a member", async () => {
    const ola = await buildPerson(ground, ada, "Ola");
    const sam = await createPerson(ground, ada, { name: "Sam" });
    const shared = await buildPrivateGoal(ground, ola, { viewers: [ada.person.id] });
    const team = await createTeam(ground, ada, { name: "Just Ola", personIds: [ola.person.id] });
    const alone = [
      await buildPrivateGoal(ground, ola),
      await buildPrivateGoal(ground, ada, { ownerId: null, viewers: [team.id] }),
    ];
    const end = (handOver?: string) => endMembership(ground, ada, { id: ola.person.id, handOver });
    const words = await end().catch((error: unknown) => String(error));
    expect(words).toContain("Ola is the only one who may see 2 private goals");
    for (const { title, key } of alone) for (const word of [title, key]) expect(words).not.toContain(word);
    expect(await refused(end(sam.id))).toBe("no_member");
    expect(await refused(end(ola.person.id))).toBe("no_member");
    expect(await refused(findGoal(ground, ola, alone[0]?.id ?? ""))).toBe("answered");
    expect(await end(ada.person.id)).toMatchObject({ role: null });
    for (const { id } of alone)
      expect(await findGoal(ground, ada, id)).toMatchObject({ ownerId: ada.person.id, version: 2 });
    expect(await findGoal(ground, ada, shared.id)).toMatchObject({ ownerId: ola.person.id, version: 1 });
  });

  test("and a goal that is left to its person at the same moment: one of the two is refused", async () => {
    for (let round = 0; round < 4; round++) {
      const ola = await buildPerson(ground, ada, "Ola");
      const goal = await buildPrivateGoal(ground, ada);
      const leave = changeGoal(
        ground,
        ada,
        endpoints.changeGoal.input.parse({ id: goal.id, version: 1, ownerId: ola.person.id }),
      );
      const both = await Promise.all([leave, endMembership(ground, ada, { id: ola.person.id })].map(refused));
      expect(both.filter((code) => code === "answered")).toHaveLength(1);
    }
  });

  test("lets its person change their own name and nothing else", async () => {
    const dana = await buildPerson(ground, ada, "Dana", "viewer");
    const { id } = dana.person;
    expect(await updatePerson(ground, dana, { id, version: 1, name: "Dana O." })).toMatchObject({ name: "Dana O." });
    expect(await refused(updatePerson(ground, dana, { id, version: 2, role: "admin" }))).toBe("not_allowed");
    expect(await refused(updatePerson(ground, dana, { id, version: 2, email: "a@x.test" }))).toBe("not_allowed");
    expect(await refused(updatePerson(ground, dana, { id: ada.person.id, version: 1, name: "Eve" }))).toBe(
      "not_allowed",
    );
  });
});
