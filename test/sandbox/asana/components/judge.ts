// What Asana's page makes of an answer of the app: what it shows, or that something went wrong.
import { z } from "zod";
import { errorText, type Form, type List, readAttached, readForm, readList, readWidget } from "./answers.ts";
import { type Outcome } from "./outcome.ts";
import { type Violations } from "./violations.ts";

export const Kind = z.enum([
  "form",
  "change",
  "submit",
  "search",
  "lookup",
  "attach",
  "widget",
  "rule_form",
  "rule_change",
  "rule_submit",
  "rule_search",
]);
export type Kind = z.infer<typeof Kind>;

export const Answer = z.object({
  url: z.string(),
  /** null: no answer at all, or none that the browser lets the page see. */
  status: z.number().int().nullable(),
  type: z.string(),
  text: z.string(),
});
type Answer = z.infer<typeof Answer>;

type Read<T> = { value: T } | { problems: string[] };

const asForm = (form: Form): Outcome => ({ outcome: "form", form });
const asList = (list: List): Outcome => ({ outcome: "list", list });
const mapped = <T>(read: Read<T>, to: (value: T) => Outcome): Read<Outcome> =>
  "problems" in read ? read : { value: to(read.value) };

function good(kind: Kind, body: unknown): Read<Outcome> {
  switch (kind) {
    case "form":
    case "change":
    case "rule_form":
    case "rule_change":
      return mapped(readForm(body), asForm);
    case "search":
    case "lookup":
    case "rule_search":
      return mapped(readList(body), asList);
    case "widget":
      return mapped(readWidget(body), (widget) => ({ outcome: "widget", widget }));
    case "submit":
    case "attach":
      return mapped(readAttached(body), (one) => ({
        outcome: "attach",
        name: one.resource_name,
        url: one.resource_url,
      }));
    case "rule_submit":
      return { value: { outcome: "saved" } };
  }
}

const submits: readonly Kind[] = ["submit", "rule_submit"];

/** A submit that says 400 with a whole form is drawn again; a lookup that says no in words is shown them. */
function bad(kind: Kind, status: number, body: unknown): Read<Outcome> {
  if (status === 401) return { value: { outcome: "authenticate" } };
  if (status === 400 && submits.includes(kind)) return mapped(readForm(body), asForm);
  const text = errorText(body);
  if (kind === "attach" && status < 500 && text !== undefined) return { value: { outcome: "refused", text } };
  return { problems: [`answered ${String(status)}${text === undefined ? "" : `: ${text}`}`] };
}

function bodyOf(answer: Answer): Read<unknown> {
  if (answer.text === "") return { value: {} };
  if (!answer.type.startsWith("application/json")) return { problems: [`is ${answer.type || "of no type"}, not JSON`] };
  try {
    return { value: JSON.parse(answer.text) };
  } catch {
    return { problems: ["is no valid JSON"] };
  }
}

export function judge(kind: Kind, answer: Answer, violations: Violations): Outcome {
  const { status, url } = answer;
  const broken = (what: "violation" | "failure", problems: string[]): Outcome => {
    violations.note({ kind: what, call: kind, url: url.split("?")[0] ?? url, status, problems });
    return { outcome: "broken" };
  };
  if (status === null) return broken("failure", [answer.text || "no answer: unreachable, too late, or without CORS"]);
  const body = bodyOf(answer);
  if ("problems" in body) return broken("violation", body.problems);
  const read = status === 200 ? good(kind, body.value) : bad(kind, status, body.value);
  if ("value" in read) return read.value;
  return broken(status === 200 || status === 400 ? "violation" : "failure", read.problems);
}
