import { randomUUID } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { buildPerson } from "../../../test/factories/graph.ts";
import { asanaAccount } from "../../../test/setup/fake-asana.ts";

import {
  admin,
  allow,
  browser,
  connect,
  grantsOf,
  ground,
  inAcme,
  service,
  stateOf,
  tenant,
  tool,
} from "./oauth.test-kit.ts";

describe("a person allows us in Asana's popup", () => {
  test("without a session, for every connection of their workspaces, and Asana's page hears it", async () => {
    const { connection } = await connect();
    const dana = inAcme("Dana Okafor", {
      workspaces: [
        { id: tenant, name: "Acme" },
        { id: "w-none", name: "None" },
      ],
    });
    const page = await (await allow(await browser(), dana)).back();
    expect(page.status).toBe(200);
    expect(page.text).toContain('<script src="/oauth/done.js" data-tells="https://app.asana.com" defer>');
    expect(page.text).toContain("You can close this window");
    expect(await grantsOf(dana.id)).toMatchObject([{ connectionId: connection.id }]);
    const script = await fetch(`${service.url}/oauth/done.js`);
    expect(script.headers.get("content-type")).toContain("javascript");
    expect(await script.text()).toContain('window.opener.postMessage("success", tells);');
  });

  test("is matched to the person with the verified e-mail, and stays matched", async () => {
    const { connection } = await connect();
    const marco = await buildPerson(ground, admin, "Marco");
    const { email } = await ground.db.prisma.person.findFirstOrThrow({ where: { id: marco.person.id } });
    const account = inAcme("Marco in Asana", { email: email?.toUpperCase() ?? null });
    await (await allow(await browser(), account)).back();
    const identity = () => ground.db.prisma.identity.findFirstOrThrow({ where: { remoteId: account.id } });
    expect(await identity()).toMatchObject({ personId: marco.person.id, name: "Marco in Asana", email });
    const moved = { ...account, email: "somebody.else@example.com" };
    await (await allow(await browser(), moved)).back();
    expect(await identity()).toMatchObject({ personId: marco.person.id, connectionId: connection.id });
  });

  test("whose workspace nobody has connected: told whom to ask, given back at once, nothing kept", async () => {
    const dana = asanaAccount("Dana", { workspaces: [{ id: `w-${randomUUID()}`, name: "Elsewhere <i>" }] });
    const page = await (await allow(await browser(), dana)).back();
    expect(page).toMatchObject({ status: 403, text: expect.stringContaining("Elsewhere &#60;i&#62;") });
    expect(page.text).toContain("Ask an admin");
    expect(page.text).not.toContain("done.js");
    expect(tool.revoked).toHaveLength(1);
    expect(await grantsOf(dana.id)).toEqual([]);
  });

  test("a person who is signed in here makes the account theirs, whatever its e-mail", async () => {
    await connect();
    const marco = await buildPerson(ground, admin, "Marco");
    const account = inAcme("M.", { email: "m@elsewhere.example" });
    expect((await (await allow(await browser(marco), account, "?for=me")).back()).status).toBe(200);
    const identity = await ground.db.prisma.identity.findFirstOrThrow({ where: { remoteId: account.id } });
    expect(identity.personId).toBe(marco.person.id);
    const thief = await (await allow(await browser(admin), account, "?for=me")).back();
    expect(thief).toMatchObject({ status: 409, text: expect.stringContaining("somebody else") });
    expect((await grantsOf(account.id)).length).toBe(1);
  });

  test("who was about to create work comes back to that form, also after a no; no other address is gone to", async () => {
    await connect();
    const marco = await buildPerson(ground, admin, "Marco");
    const mine = await browser(marco);
    const account = inAcme("Marco");
    const yes = await (await allow(mine, account, "?for=me&create=INI-12")).back();
    expect(yes).toMatchObject({ status: 303, to: "/initiatives/INI-12?create=asana" });
    const begun = await mine.go("/oauth/asana/start?for=me&create=INI-12");
    const no = await mine.go(`/oauth/asana/callback?error=access_denied&state=${stateOf(begun.to)}`);
    expect(no).toMatchObject({ status: 403, text: expect.stringContaining('href="/initiatives/INI-12"') });
    for (const odd of ["//evil.example", "INI-12/../..", "INI-12&create=INI-13", ""]) {
      const back = await (await allow(mine, account, `?for=me&create=${odd}`)).back();
      expect([odd, back.status, back.to]).toEqual([odd, 200, null]);
    }
    const popup = await (await allow(await browser(), inAcme("Dana"), "?create=INI-12")).back();
    expect(popup).toMatchObject({ status: 200, to: null });
  });
});
