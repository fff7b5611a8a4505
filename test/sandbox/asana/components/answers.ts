// Everything that an app may answer, with the limits that Asana's page holds it to.
import { z } from "zod";
import { Field, ListItem } from "./fields.ts";

export const Form = z.strictObject({
  template: z.literal("form_metadata_v0"),
  metadata: z.strictObject({
    title: z.string().min(1),
    fields: z.array(Field).max(30),
    on_submit_callback: z.url().optional(),
    on_change_callback: z.url().optional(),
    submit_button_text: z.string().min(1).max(50).optional(),
  }),
});
export type Form = z.infer<typeof Form>;

export const List = z.strictObject({ header: z.string().optional(), items: z.array(ListItem).max(50) });
export type List = z.infer<typeof List>;

export const Attached = z.strictObject({ resource_name: z.string().min(1), resource_url: z.url() });

const text = z.string().min(1).max(40);
const icon = z.url().optional();
const colours = [
  ...["none", "red", "orange", "yellow-orange", "yellow", "yellow-green", "green", "blue-green", "aqua", "blue"],
  ...["indigo", "purple", "magenta", "hot-pink", "pink", "cool-gray"],
];
const WidgetField = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("pill"), name: text, text, color: z.enum(colours) }),
  z.strictObject({ type: z.literal("text_with_icon"), name: text, text, icon_url: icon }),
  z.strictObject({
    type: z.literal("datetime_with_icon"),
    name: text,
    datetime: z.iso.datetime().optional(),
    icon_url: icon,
  }),
]);
const Footer = z.discriminatedUnion("footer_type", [
  z.strictObject({ footer_type: z.literal("custom_text"), text: z.string().min(1), icon_url: icon }),
  z.strictObject({ footer_type: z.literal("updated"), last_updated_at: z.iso.datetime() }),
  z.strictObject({ footer_type: z.literal("created"), created_at: z.iso.datetime() }),
]);
export const Widget = z.strictObject({
  template: z.literal("summary_with_details_v0"),
  metadata: z.strictObject({
    title: z.string().min(1).max(200),
    fields: z.array(WidgetField).min(1).max(5),
    footer: Footer,
    subtitle: z.string().min(1).optional(),
    subicon_url: icon,
    num_comments: z.number().int().min(0).optional(),
  }),
});
export type Widget = z.infer<typeof Widget>;

export const Ran = z.strictObject({
  action_result: z.enum(["ok", "resources_created"]),
  resources_created: z.array(Attached).optional(),
  error: z.string().optional(),
});

const ErrorText = z.looseObject({ error: z.string().optional() });
export const errorText = (answer: unknown): string | undefined => ErrorText.safeParse(answer).data?.error;

type Read<T> = { value: T } | { problems: string[] };

const nulls = (value: unknown, at: string): string[] => {
  if (value === null) return [`${at}: is null, which breaks the page: leave it out`];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => nulls(inner, at === "" ? name : `${at}.${name}`));
};

function read<T>(schema: z.ZodType<T>, answer: unknown): Read<T> {
  const empty = nulls(answer, "");
  if (empty.length > 0) return { problems: empty };
  const parsed = schema.safeParse(answer);
  if (parsed.success) return { value: parsed.data };
  return { problems: parsed.error.issues.map((issue) => `${issue.path.map(String).join(".")}: ${issue.message}`) };
}

function valueProblem(field: Field): string | undefined {
  if (field.type !== "dropdown" && field.type !== "radio_button" && field.type !== "checkbox") return undefined;
  const values = typeof field.value === "string" ? [field.value] : (field.value ?? []);
  const strange = values.find((value) => !field.options.some((option) => option.id === value));
  return strange === undefined ? undefined : `${field.id}: ${strange} is none of its options`;
}

export function readForm(answer: unknown): Read<Form> {
  const form = read(Form, answer);
  if ("problems" in form) return form;
  const { fields, on_change_callback } = form.value.metadata;
  const ids = fields.map(({ id }) => id);
  const problems = [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id}: this id stands twice`),
    ...fields
      .filter((field) => "is_watched" in field && field.is_watched === true && on_change_callback === undefined)
      .map(({ id }) => `${id}: is watched, but there is no on_change_callback`),
    ...fields.flatMap((field) => valueProblem(field) ?? []),
  ];
  return problems.length > 0 ? { problems } : form;
}

export const readList = (answer: unknown): Read<List> => read(List, answer);
export const readAttached = (answer: unknown): Read<z.infer<typeof Attached>> => read(Attached, answer);
export const readWidget = (answer: unknown): Read<Widget> => read(Widget, answer);
export const readRan = (answer: unknown): Read<z.infer<typeof Ran>> => read(Ran, answer);
