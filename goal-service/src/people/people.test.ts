import { beforeEach, describe, expect, test } from "@jest/globals";
import { buildPerson, buildWorkspace, type Person } from "../../../test/factories/graph.ts";
import { refused } from "../../../test/factories/refused.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { readCredential } from "../accounts/credentials.ts";
import { createPerson, getMe, listPeople } from "./people.ts";
import { createPeriod, createTeam, listPeriods, listTeams } from "./teams.ts";
import { createWorkspace } from "./workspaces.ts";

const ground = await groundOfFile();
let ada: Person;
beforeEach(async () => {
  ada = await buildWorkspace(ground, "Europe/Berlin");
});

const ALL = { limit: 100 };

describe("a workspace", () => {
  test("comes with an admin, whose token works and is kept only as a hash", async () => {
    const made = await createWorkspace(ground, {
      name: "Acme",
      zone: "UTC",
      admin: { name: "Grace", email: "Grace@Example.com" },
    });
    expect(await readCredential(ground, "token", made.token)).toMatchObject({
      workspaceId: made.id,
      personId: made.adminId,
    });
    expect(JSON.stringify(await ground.db.prisma.credential.findMany())).not.toContain(made.token);
    const [grace] = await ground.db.prisma.person.findMany({
      where: { workspaceId: made.id },
      include: { membership: true },
    });
    expect(grace).toMatchObject({ email: "grace@example.com", membership: { role: "admin" } });
  });

  test("tells who is calling, and which day it is there", async () => {
    ground.setNow("2026-11-20T23:30:00Z");
    expect(await getMe(ground, ada)).toMatchObject({
      workspace: { zone: "Europe/Berlin", today: "2026-11-21" },
      person: { id: ada.person.id, role: "admin" },
    });
  });
});

describe("people", () => {
  test("have one address each in a workspace, however it is written", async () => {
    await createPerson(ground, ada, { name: "Dana", email: "dana@example.com" });
    expect(await refused(createPerson(ground, ada, { name: "Other", email: "DANA@example.com" }))).toBe("email_taken");
    const elsewhere = await buildWorkspace(ground);
    expect(await refused(createPerson(ground, elsewhere, { name: "Dana", email: "dana@example.com" }))).toBe(
      "answered",
    );
  });

  test("with a role may sign in, without one are known only", async () => {
    expect(await createPerson(ground, ada, { name: "Dana", role: "viewer", limit: 5 })).toMatchObject({
      role: "viewer",
      limit: 5,
      teamIds: [],
    });
    expect(await createPerson(ground, ada, { name: "Sam" })).toMatchObject({ role: null, limit: 3, email: null });
  });

  test("are listed for their own workspace, by name, in pages", async () => {
    const dana = await buildPerson(ground, ada, "Dana Okafor");
    await buildWorkspace(ground);
    expect((await listPeople(ground, ada, { ...ALL, q: "dana" })).items.map(({ id }) => id)).toEqual([dana.person.id]);
    const first = await listPeople(ground, ada, { limit: 1 });
    const second = await listPeople(ground, ada, { limit: 1, cursor: first.next ?? "" });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([ada.person.id, dana.person.id]);
    expect(second.next).toBeNull();
  });
});

describe("teams and periods", () => {
  test("a team holds people of the workspace, each once, under a name of its own", async () => {
    const made = await createTeam(ground, ada, { name: "Customer", personIds: [ada.person.id, ada.person.id] });
    expect((await listTeams(ground, ada, ALL)).items).toEqual([
      { id: made.id, name: "Customer", personIds: [ada.person.id] },
    ]);
    expect(await refused(createTeam(ground, ada, { name: "Customer", personIds: [] }))).toBe("name_taken");
    const stranger = await buildWorkspace(ground);
    expect(await refused(createTeam(ground, ada, { name: "Spies", personIds: [stranger.person.id] }))).toBe(
      "unknown_person",
    );
    expect((await getMe(ground, ada)).person?.teamIds).toEqual([made.id]);
  });

  test("a period ends after it starts", async () => {
    const quarter = { name: "Q4 2026", start: "2026-10-01", due: "2026-12-31" };
    expect(await createPeriod(ground, ada, quarter)).toMatchObject(quarter);
    expect(await refused(createPeriod(ground, ada, { ...quarter, name: "Q5", due: "2026-10-01" }))).toBe(
      "due_before_start",
    );
    expect(await refused(createPeriod(ground, ada, quarter))).toBe("name_taken");
    expect((await listPeriods(ground, ada, ALL)).items).toHaveLength(1);
  });
});
