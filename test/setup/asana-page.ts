import { WorkClass } from "@throughline/shared/vocabulary";
import { z } from "zod";
import type { AsanaConnected } from "./asana-connected.ts";

/** Asana's own page, without a screen: it asks the app as one person, and says what it would show of the answer. */
export interface AsanaPage {
  /** The card of a task that shows one: as the app drew it, and as Asana's page takes it. */
  card: (user: string, task: string) => Promise<Card>;
  /** Fills in the app's form on a task and sends it; what it came to. */
  submit: (user: string, task: string, values: Record<string, unknown>) => Promise<Submitted>;
  /** Links a task by the app's lookup, by the words that were chosen there. */
  attach: (user: string, task: string, query: string) => Promise<Submitted>;
  /** Every answer of the app that Asana's page could not have shown. */
  violations: () => Promise<unknown[]>;
}

const Field = z.looseObject({ type: z.string(), name: z.string(), text: z.string(), color: z.string().optional() });
const Footer = z.object({
  footer_type: z.string(),
  text: z.string().optional(),
  last_updated_at: z.string().optional(),
});
const Card = z.object({
  title: z.string(),
  subtitle: z.string().optional(),
  fields: z.array(Field),
  footer: Footer,
});
export type Card = z.infer<typeof Card>;

const Signed = z.object({ method: z.string(), url: z.string(), signature: z.string(), body: z.string().optional() });
const Drawn = z.object({ template: z.literal("summary_with_details_v0"), metadata: Card });
const FormField = z.looseObject({ id: z.string(), value: z.unknown().optional(), error: z.string().optional() });
const Form = z.object({
  metadata: z.object({
    fields: z.array(FormField),
    on_change_callback: z.string(),
    on_submit_callback: z.string().optional(),
  }),
});
const List = z.object({ items: z.array(z.looseObject({ value: z.string() })) });
const Outcome = z.looseObject({ outcome: z.string() });

/** attach: it is done, and this is what the task shows. again: the app drew its form once more; dead: it can't be sent. */
export type Submitted = { outcome: "attach"; url: string } | { outcome: "again" | "dead"; errors: string[] };

const Attachments = z.array(z.object({ gid: z.string(), connected_to_app: z.boolean().nullish() }));

export function asanaPage({ asana }: Pick<AsanaConnected, "asana">): AsanaPage {
  const site = async (user: string, path: string, body: object): Promise<unknown> => {
    const headers = { cookie: `sandbox_asana_user=${user}`, "content-type": "application/json" };
    const response = await fetch(`${asana.url}/site/components/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the page answered ${response.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };

  /** Signed by Asana, sent by the browser from Asana's page, judged by the page. */
  async function ask(user: string, about: { call: string; task: string } & Record<string, unknown>) {
    const { method, url, signature, body } = Signed.parse(await site(user, "sign", about));
    const response = await fetch(url, {
      method,
      headers: {
        origin: asana.url,
        "x-asana-request-signature": signature,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body }),
    });
    const allowed = response.headers.get("access-control-allow-origin");
    if (allowed !== asana.url) throw new Error(`the browser may not read this answer: ${String(allowed)}`);
    const answer = {
      url,
      status: response.status,
      type: response.headers.get("content-type") ?? "",
      text: await response.text(),
    };
    const { call, task } = about;
    const judged = Outcome.parse(await site(user, "judge", { call, task, answer }));
    return { judged, answer };
  }

  async function attachmentOf(task: string): Promise<string> {
    const path = `/attachments?limit=100&opt_fields=connected_to_app&parent=${task}`;
    const ours = (await asana.rest("GET", path, Attachments)).find((one) => one.connected_to_app === true);
    if (!ours) throw new Error(`the task ${task} shows no card`);
    return ours.gid;
  }

  const known = new Map<string, string>();
  return {
    card: async (user, task) => {
      const attachment = known.get(task) ?? (await attachmentOf(task));
      known.set(task, attachment);
      const { judged, answer } = await ask(user, { call: "widget", task, attachment });
      if (judged.outcome !== "widget") throw new Error(`the page shows no card but: ${answer.text.slice(0, 300)}`);
      return Drawn.parse(JSON.parse(answer.text)).metadata;
    },
    submit: async (user, task, wanted) => {
      const opened = Form.parse(JSON.parse((await ask(user, { call: "form", task })).answer.text)).metadata;
      const url = opened.on_change_callback.replace(/\/change$/, "");
      const typed = Object.fromEntries(
        opened.fields.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]])),
      );
      const values: Record<string, unknown> = { ...typed, ...wanted };
      const key = values["initiative"];
      if (typeof key === "string") {
        const search = url.replace(/\/form\/.*$/, "/initiatives");
        const found = await ask(user, { call: "search", task, url: search, text: key });
        // Who types an initiative picks none of the classes that stand there when nothing is found.
        const { items } = List.parse(JSON.parse(found.answer.text));
        values["initiative"] = items.find(({ value }) => !WorkClass.safeParse(value).success) ?? null;
      }
      const changed = await ask(user, {
        call: "change",
        task,
        url: `${url}/change`,
        changed_field: "initiative",
        values,
      });
      const form = Form.parse(JSON.parse(changed.answer.text)).metadata;
      if (form.on_submit_callback === undefined) return { outcome: "dead", errors: errorsOf(form) };
      const { judged, answer } = await ask(user, { call: "submit", task, url: form.on_submit_callback, values });
      if (judged.outcome === "attach") return { outcome: "attach", url: z.string().parse(judged["url"]) };
      if (judged.outcome !== "form") throw new Error(`the page could not show: ${answer.text.slice(0, 300)}`);
      return { outcome: "again", errors: errorsOf(Form.parse(JSON.parse(answer.text)).metadata) };
    },
    attach: async (user, task, query) => {
      const { judged, answer } = await ask(user, { call: "attach", task, query });
      if (judged.outcome === "attach") return { outcome: "attach", url: z.string().parse(judged["url"]) };
      if (judged.outcome !== "refused") throw new Error(`the page could not show: ${answer.text.slice(0, 300)}`);
      return { outcome: "again", errors: [z.string().parse(judged["text"])] };
    },
    violations: async () => {
      const seen = await (await fetch(`${asana.url}/sandbox/violations`)).json();
      return z.object({ violations: z.array(z.unknown()) }).parse(seen).violations;
    },
  };
}

const errorsOf = ({ fields }: z.infer<typeof Form>["metadata"]): string[] =>
  fields.flatMap(({ id, error }) => (error === undefined ? [] : [`${id}: ${error}`]));
