import { Refusal } from "@throughline/shared/client";
import { type Request, type Response, Router } from "express";
import type { z } from "zod";
import type { Parts } from "../app.ts";
import { Replays } from "../replays.ts";
import { type Service, type Viewer } from "../service.ts";
import { readSigned, type Signed } from "../signed.ts";
import { itemAtHand, readFacts } from "./facts.ts";
import { drawForm, sayForm } from "./form.ts";
import { newFormId } from "./ids.ts";
import { isPublic, searchChoices } from "./initiatives.ts";
import { LastCards } from "./last-cards.ts";
import { attachChoice, NotFound } from "./lookup.ts";
import { Attach, Change, OnProject, OnTask, RuleChange, Run, Search, Submit, Values, Widget } from "./requests.ts";
import { drawRule, Gone, runRule } from "./rule.ts";
import { searchPeople } from "./people.ts";
import { submitForm } from "./submit.ts";
import { showWidget } from "./widget.ts";

/** How long we wait for the service: a form is drawn while somebody watches, a submit has Asana's ten seconds. */
const DRAW_MS = 4000;
const SUBMIT_MS = 20_000;

interface Reply {
  status: number;
  body: object;
}
const ok = (body: object): Reply => ({ status: 200, body });
const no = (status: number, error: string): Reply => ({ status, body: { error } });

interface Asked<S extends z.ZodType> {
  input: z.output<S>;
  signed: Signed;
  client: (within: number) => ReturnType<Service>;
  formId: string;
}

/** Every app component: who is asking is what Asana signed, what is wrong is said in the way that its page can show. */
export function componentRoutes(parts: Parts): Router {
  const { config, clock, service, log } = parts;
  const { url } = config;
  const router = Router();
  const submits = new Replays<Reply>(clock);
  const runs = new Replays<Reply>(clock);
  const cards = new LastCards(() => clock.now());

  const on = <S extends z.ZodType<Viewer>>(
    method: "get" | "post",
    path: string,
    shape: S,
    answer: (asked: Asked<S>) => Promise<Reply>,
  ): void => {
    router[method](path, async (request: Request, response: Response) => {
      const { status, body } = await reply(request, shape, answer);
      response.status(status).json(body);
    });
  };

  async function reply<S extends z.ZodType<Viewer>>(
    request: Request,
    shape: S,
    answer: (asked: Asked<S>) => Promise<Reply>,
  ): Promise<Reply> {
    const signed = readSigned(request, config.clientSecret, clock);
    // 400, not 401: that would send a person whose clock is wrong to sign in.
    if (!signed) return no(400, "The signature of this request does not hold, or it has expired. Load the page again.");
    const parsed = shape.safeParse(signed.fields);
    if (!parsed.success) return no(400, "This request does not have the shape that we know.");
    const viewer = { workspace: parsed.data.workspace, user: parsed.data.user };
    const client = (within: number) => service(viewer, within);
    try {
      return await answer({ input: parsed.data, signed, client, formId: String(request.params["formId"] ?? "") });
    } catch (error) {
      return inWords(error, parts);
    }
  }

  on("get", "/form", OnTask, async ({ input, client }) => {
    const ask = client(DRAW_MS);
    const account = await ask.getPanelAccount({});
    if (!account.connected) return no(401, "Allow Throughline to act for you in Asana.");
    const key = (await itemAtHand(ask, input.task))?.initiative?.key;
    const owner = { value: input.user, title: account.person?.name ?? "Me" };
    const values = Values.parse({ owner, ...(key !== undefined && { initiative: { value: key } }) });
    const facts = { client: ask, url, formId: newFormId(), task: input.task, values, changed: "initiative" };
    return ok(drawForm(await readFacts(facts)));
  });
  on("post", "/form/:formId/change", Change, async ({ input, client, formId }) => {
    const { task, values, changed_field: changed } = input;
    const asked = { client: client(DRAW_MS), url, formId, task, values, changed };
    return ok(drawForm(await readFacts(asked)));
  });
  on("post", "/form/:formId/submit", Submit, ({ input, signed, client, formId }) =>
    submits.once(signed.hash, signed.endsAt, async () => {
      const done = await submitForm({ client: client(SUBMIT_MS), url, formId, submit: input, log });
      return "attached" in done ? ok(done.attached) : { status: 400, body: done.again };
    }),
  );
  on("get", "/initiatives", Search, async ({ input, client }) =>
    ok(await searchChoices(client(DRAW_MS), url, input.text)),
  );
  on("get", "/people", Search, async ({ input, client }) => ok(await searchPeople(client(DRAW_MS), input)));
  on("get", "/rule/initiatives", Search, async ({ input, client }) =>
    ok(await searchChoices(client(DRAW_MS), url, input.text, isPublic)),
  );
  on("post", "/attach", Attach, ({ input, signed, client }) =>
    submits.once(signed.hash, signed.endsAt, async () => ok(await attachChoice(client(SUBMIT_MS), input, signed.hash))),
  );
  on("get", "/widget", Widget, async ({ input, client }) =>
    ok(await showWidget({ client: client(SUBMIT_MS), url, request: input, cards, now: () => clock.now() })),
  );
  on("get", "/rule/form", OnProject, async ({ client }) => ok(await drawRule(client(DRAW_MS), url, Values.parse({}))));
  on("post", "/rule/change", RuleChange, async ({ input, client }) =>
    ok(await drawRule(client(DRAW_MS), url, input.values)),
  );
  on("post", "/rule/submit", RuleChange, async ({ input, client }) => {
    const form = await drawRule(client(DRAW_MS), url, input.values, "Choose an open initiative.");
    const chosen = form.metadata.fields.some((field) => field.type === "typeahead" && field.value !== undefined);
    return chosen ? ok({}) : { status: 400, body: form };
  });
  on("post", "/rule/run", Run, ({ input, signed, client }) =>
    runs.once(input.idempotency_key, signed.endsAt, async () => ok(await runRule(client(SUBMIT_MS), input))),
  );
  return router;
}

/** Every way in which an app component says no. Asana shows only forms and `error`; the rest is "Something went wrong". */
function inWords(error: unknown, { config, log }: Parts): Reply {
  if (error instanceof Gone) return no(410, error.message);
  if (error instanceof NotFound) return no(404, error.message);
  if (!(error instanceof Refusal)) {
    log.error({ error }, "fault in an app component");
    return no(500, "Something failed on our side.");
  }
  if (error.code === "not_connected") return no(401, "Allow Throughline to act for you in Asana.");
  if (error.code === "not_paired") {
    return ok(
      sayForm(["This Asana workspace isn't connected yet.", "A Throughline admin connects it under Connections."]),
    );
  }
  if (error.status >= 500) {
    log.warn({ code: error.code, service: config.serviceUrl }, "the service did not answer");
    return ok(sayForm(["Throughline does not answer right now.", "Close this and try again in a minute."]));
  }
  return no(error.status === 404 ? 404 : 403, error.message);
}
