/**
 * The page around a panel, faked: it answers the bridge commands that a real host answers and keeps the document that
 * UI Kit reconciles. Import it before anything that imports @forge/bridge, which takes hold of the bridge as it loads.
 */
import { act, type ReactElement } from "react";

export interface Doc {
  type: string;
  props: Record<string, unknown>;
  children: Doc[];
}

type Answer = (payload: unknown) => unknown;

interface Host {
  answers: Record<string, Answer>;
  invoked: { name: string; payload: unknown }[];
  commands: { name: string; data: unknown }[];
  doc: Doc | null;
  older: Set<Doc>;
}

export const host: Host = { answers: {}, invoked: [], commands: [], doc: null, older: new Set() };

function bridge(name: string, data: Record<string, unknown>): unknown {
  if (name === "reconcile") {
    const doc = data["forgeDoc"] as Doc;
    if (!host.older.has(doc)) host.doc = doc;
    return undefined;
  }
  if (name === "invoke") {
    const key = String(data["functionKey"]);
    host.invoked.push({ name: key, payload: data["payload"] });
    const answer = host.answers[key];
    if (answer === undefined) throw new Error(`not expected: ${key}`);
    return answer(data["payload"]);
  }
  host.commands.push({ name, data });
  const known = host.answers[name];
  if (known === undefined) throw new Error(`bridge call not faked: ${name}`);
  return known(data);
}

Object.assign(globalThis, {
  self: globalThis,
  IS_REACT_ACT_ENVIRONMENT: true,
  __bridge: {
    callBridge: async (name: string, data: Record<string, unknown> = {}) => {
      await Promise.resolve();
      return bridge(name, data);
    },
  },
});

/** Lets promises, effects and short timers come to rest. */
export async function settle(milliseconds = 0): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  });
}

/** Lets time pass until it is so: how long that takes is the machine's business. Two seconds are too long. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !isSo(); tries++) await settle(10);
}

export async function show(element: ReactElement, answers: Record<string, Answer>): Promise<void> {
  const { render } = await import("../frontend/render.ts");
  if (host.doc !== null) host.older.add(host.doc);
  Object.assign(host, { answers, invoked: [], commands: [], doc: null });
  await act(async () => {
    render(element);
    await Promise.resolve();
  });
  await settle();
}

const all = (doc: Doc | null): Doc[] => (doc === null ? [] : [doc, ...doc.children.flatMap(all)]);

export const textOf = (doc: Doc | null): string =>
  doc === null ? "" : doc.type === "String" ? String(doc.props["text"]) : doc.children.map(textOf).join("");

/** Everything a person can read, titles included. */
export const page = (): string =>
  all(host.doc)
    .map(({ type, props }) => (type === "String" ? props["text"] : props["title"]))
    .filter((part) => typeof part === "string")
    .join(" ");

export const find = (type: string, like: (doc: Doc) => boolean = () => true): Doc => {
  const found = all(host.doc).find((doc) => doc.type === type && like(doc));
  if (found === undefined) throw new Error(`no ${type} in: ${page()}`);
  return found;
};
export const has = (type: string, like: (doc: Doc) => boolean = () => true): boolean =>
  all(host.doc).some((doc) => doc.type === type && like(doc));

export const named =
  (name: string) =>
  (doc: Doc): boolean =>
    doc.props["name"] === name;
export const saying =
  (words: string) =>
  (doc: Doc): boolean =>
    textOf(doc).includes(words);

async function fire(doc: Doc, event: string, ...given: unknown[]): Promise<void> {
  const handler = doc.props[event] as ((...values: unknown[]) => unknown) | undefined;
  if (handler === undefined) throw new Error(`${doc.type} has no ${event}`);
  await act(async () => {
    await handler(...given);
  });
  await settle();
}

export const press = (words: string): Promise<void> => {
  const button = all(host.doc).find(
    ({ type, ...doc }) => type.endsWith("Button") && textOf({ type, ...doc }).includes(words),
  );
  if (button === undefined) throw new Error(`no button "${words}" in: ${page()}`);
  return fire(button, "onClick");
};

export const type = (field: string, value: string): Promise<void> =>
  fire(find("Textfield", named(field)), "onChange", { target: { type: "text", name: field, value } });

interface Option {
  label: string;
  value: string;
  options?: Option[];
}
export const optionsOf = (field: string): Option[] => find("Select", named(field)).props["options"] as Option[];

export function choose(field: string, words: string): Promise<void> {
  const options = optionsOf(field).flatMap((option) => option.options ?? [option]);
  const option = options.find(({ label }) => label.includes(words));
  if (option === undefined) {
    throw new Error(`no option "${words}" among ${options.map(({ label }) => label).join("; ")}`);
  }
  return fire(find("Select", named(field)), "onChange", option);
}

export const pickDay = (field: string, day: string): Promise<void> =>
  fire(find("DatePicker", named(field)), "onChange", day);

export const pickPerson = (id: string | null): Promise<void> =>
  fire(find("UserPicker"), "onChange", id === null ? null : { id, name: id, type: "user", email: "", avatarUrl: "" });

export const submit = (): Promise<void> => fire(find("Form"), "onSubmit");
