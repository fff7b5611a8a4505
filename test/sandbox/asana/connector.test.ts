// The service's own connector against the sandbox: what it makes is there, what it asks is answered.
import { createHash, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { asana, callback, connected, type Connected, dana, draft, signIn } from "./fixtures/connected.ts";
import { fields, listener, projects, until, WORKSPACE } from "./fixtures/test-workspace.ts";

let on: Connected;
beforeAll(async () => {
  on = await connected();
});
afterEach(() => on.site.call("DELETE", "/sandbox/faults"));
afterAll(() => on.site.stop());

describe("creation", () => {
  test("a task is born with its link, and found by it", async () => {
    const given = draft();
    const made = await asana.create(on.reach, given);
    expect(made).toMatchObject({
      ref: { container: projects.onboarding },
      title: "Audit the accounts",
      status: { name: "To do", category: "todo" },
      assignees: [{ remoteId: "1209100000000101", name: "Dana Okafor" }],
      due: "2026-12-01",
      restricted: false,
      mark: given.mark,
    });
    expect(await asana.findByMark(on.reach, given.mark.link)).toMatchObject(made);
    expect(await on.one(on.reach, made.ref.id)).toMatchObject(made);
    const shown = await on.site.api(dana, "GET", `/tasks/${made.ref.id}?opt_fields=notes,custom_fields.text_value`);
    expect(shown.body).toMatchObject({
      data: {
        notes: given.body,
        custom_fields: expect.arrayContaining([{ gid: fields.initiative, text_value: "INI-12" }]),
      },
    });
  });

  test("where the project lacks the field, a line in the notes says what the task serves", async () => {
    const made = await asana.create(on.reach, draft({ container: projects.close }));
    const shown = await on.site.api(dana, "GET", `/tasks/${made.ref.id}?opt_fields=html_notes`);
    expect(JSON.stringify(shown.body)).toContain("Serves INI-12 Onboarding: <a href=");
    expect(JSON.stringify(shown.body)).toContain("&lt;b&gt;Carefully&lt;/b&gt; &amp; slowly.");
  });

  test("a lost answer is unknown, and what was made is found by its mark", async () => {
    const given = draft();
    await on.site.control("/faults", { kind: "lost", path: "/tasks", method: "POST", times: 1 });
    await expect(asana.create(on.reach, given)).rejects.toMatchObject({ kind: "unknown" });
    expect(await asana.findByMark(on.reach, given.mark.link)).toMatchObject({ title: "Audit the accounts" });
    expect(await asana.findByMark(on.reach, randomUUID())).toBeNull();
  });

  test("Asana's refusal comes in its own words", async () => {
    await expect(asana.create(on.reach, draft({ owner: "1" }))).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("assignee"),
    });
    await expect(asana.create(on.reach, draft({ container: projects.hiring }))).rejects.toMatchObject({
      kind: expect.stringMatching(/^(missing|refused|not_allowed)$/),
    });
  });

  test("without a plan for fields the task is made all the same, and its mark written", async () => {
    await on.site.control("/app", { paid: false });
    const made = await asana.create(on.reach, draft());
    await asana.writeMark(on.reach, made.ref.id, { ...draft().mark, class: undefined });
    await on.site.control("/app", { paid: true });
    expect(made.ref.container).toBe(projects.onboarding);
  });
});

describe("marks, cards and comments", () => {
  test("a mark is written once, with the field that everybody sees", async () => {
    const id = await on.inOnboarding();
    const { mark } = draft();
    await asana.writeMark(on.reach, id, mark);
    const marked = await on.one(on.reach, id);
    expect(marked?.mark).toEqual(mark);
    on.site.clock.set(on.site.clock.now() + 60_000);
    await asana.writeMark(on.reach, id, mark);
    expect(await on.one(on.reach, id)).toEqual(marked);
  });

  test("the card stands on the task once", async () => {
    const id = await on.inOnboarding();
    const card = { name: "Goal health", url: "http://127.0.0.1:4600/initiatives/INI-12" };
    await on.site.control(`/projects/${projects.onboarding}/app`, { added: true });
    await asana.showCard(on.reach, id, card);
    await asana.showCard(on.reach, id, card);
    const { body } = await on.site.api(
      on.reach.token,
      "GET",
      `/attachments?parent=${id}&opt_fields=name,connected_to_app`,
    );
    expect(body).toMatchObject({ data: [{ name: "Goal health", connected_to_app: true }] });
    expect((body as { data: unknown[] }).data).toHaveLength(1);
  });

  test("a comment stands under the task, once for each reference", async () => {
    const id = await on.inOnboarding();
    const said = { text: "Decided: stop <this>.", reference: "6f1c9a52-0a3c-4b52-9f0e-3f6f2d1f7a11" };
    await asana.comment(on.reach, id, said);
    await asana.comment(on.reach, id, said);
    const { body } = await on.site.api(dana, "GET", `/tasks/${id}/stories?opt_fields=text,resource_subtype`);
    expect(JSON.stringify(body).split("Decided: stop <this>.")).toHaveLength(2);
  });
});

test("projects are listed with who may see them", async () => {
  const found = await asana.containers({ ...on.reach, token: await on.site.token("Grace Mensah") });
  expect(found).toContainEqual({ id: projects.onboarding, name: "Customer onboarding", restricted: false });
  expect(found).toContainEqual({ id: projects.hiring, name: "Hiring", restricted: true });
});

test("a webhook shakes hands, names what changed, is listed and given back", async () => {
  const target = await listener();
  const { remoteId, secret } = await asana.subscribe(on.reach, projects.onboarding, target.url);
  expect(secret).toBe(target.said.secret);
  expect(await asana.subscriptions(on.reach)).toContainEqual({ remoteId, target: target.url, problem: null });
  const id = await on.inOnboarding();
  const below = await on.make({ name: "Below" }, `/tasks/${id}/subtasks`);
  const named = () => target.heard.flatMap(({ events }) => asana.touches(JSON.stringify({ events })));
  await until(() => named().includes(below));
  expect(named()).toContain(id);
  await asana.unsubscribe(on.reach, remoteId);
  await asana.unsubscribe(on.reach, remoteId);
  expect(await asana.subscriptions(on.reach)).toEqual([]);
  await target.stop();
});

test("an account allows, is known by its name, renews, and takes it back", async () => {
  const verifier = "v".repeat(64);
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const url = new URL(signIn.authorizeUrl(on.app(), { state: "s-1", challenge, redirectUri: callback }));
  const form = new URLSearchParams(url.searchParams);
  form.set("user", "1209100000000102");
  form.set("answer", "allow");
  const answered = await fetch(`${url.origin}${url.pathname}`, { method: "POST", body: form, redirect: "manual" });
  const back = new URL(answered.headers.get("location") ?? "about:blank");
  const code = back.searchParams.get("code") ?? "";
  const tokens = await signIn.exchange(on.app(), { code, verifier, redirectUri: callback });
  expect(await signIn.me(on.app(), tokens.access)).toEqual({
    id: "1209100000000102",
    name: "Priya Raman",
    email: "priya.raman@example.com",
    workspaces: [{ id: WORKSPACE, name: "Acme" }],
  });
  const again = await signIn.refresh(on.app(), tokens.refresh);
  expect(again.refresh).toBe(tokens.refresh);
  await signIn.revoke(on.app(), tokens.refresh);
  await signIn.revoke(on.app(), tokens.refresh);
  await expect(signIn.refresh(on.app(), tokens.refresh)).rejects.toMatchObject({ kind: "signed_out" });
  await expect(signIn.me(on.app(), again.access)).rejects.toMatchObject({ kind: "signed_out" });
});
