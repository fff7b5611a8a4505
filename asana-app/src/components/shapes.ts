import { z } from "zod";
import { FOUND, LABEL, LINE, OPTION, PARAGRAPH, WIDGET_TEXT } from "./limits.ts";

/** Our answers to Asana (templates form_metadata_v0 and summary_with_details_v0). Absent keys are left out: a null breaks its page. */

const label = z.string().min(1).max(LABEL);
const common = {
  id: z.string().min(1),
  is_required: z.boolean().optional(),
  is_watched: z.boolean().optional(),
  error: z.string().min(1).optional(),
};
const Option = z.strictObject({
  id: z.string(),
  label: z.string().min(1).max(OPTION),
  sub_label: z.string().min(1).max(OPTION).optional(),
});

export const ListItem = z.strictObject({
  title: z.string().min(1).max(LINE),
  value: z.string().min(1),
  subtitle: z.string().min(1).max(LINE).optional(),
  icon_url: z.url().optional(),
});
export type ListItem = z.infer<typeof ListItem>;

export const Field = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("static_text"),
    id: common.id,
    name: label,
    style: z.enum(["default", "header"]).optional(),
  }),
  z.strictObject({
    type: z.literal("multi_line_text"),
    ...common,
    name: label,
    placeholder: z.string().max(LINE).optional(),
    value: z.string().max(PARAGRAPH).optional(),
  }),
  z.strictObject({
    type: z.literal("radio_button"),
    ...common,
    name: label,
    options: z.array(Option).min(1).max(5),
    value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("checkbox"),
    ...common,
    name: label,
    options: z
      .array(Option.omit({ sub_label: true }))
      .min(1)
      .max(10),
    value: z.array(z.string()).optional(),
  }),
  z.strictObject({ type: z.literal("date"), ...common, name: label, value: z.iso.date().optional() }),
  z.strictObject({
    type: z.literal("typeahead"),
    ...common,
    name: label,
    typeahead_url: z.url(),
    placeholder: z.string().max(LINE).optional(),
    width: z.enum(["full", "half"]).optional(),
    value: ListItem.optional(),
  }),
]);
export type Field = z.infer<typeof Field>;

export const Form = z.strictObject({
  template: z.literal("form_metadata_v0"),
  metadata: z.strictObject({
    title: z.string().min(1).max(LINE),
    fields: z.array(Field).min(1).max(30),
    /** Without it the button is disabled. */
    on_submit_callback: z.url().optional(),
    on_change_callback: z.url().optional(),
    submit_button_text: z.string().min(1).max(LABEL).optional(),
  }),
});
export type Form = z.infer<typeof Form>;

export const List = z.strictObject({ header: z.string().max(LINE).optional(), items: z.array(ListItem).max(FOUND) });
export type List = z.infer<typeof List>;

export const Attached = z.strictObject({ resource_name: z.string().min(1).max(LINE), resource_url: z.url() });
export type Attached = z.infer<typeof Attached>;

export const PILL_COLOURS = ["green", "yellow", "red", "cool-gray", "indigo", "aqua", "orange"] as const;
const text = z.string().min(1).max(WIDGET_TEXT);

export const CardField = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("pill"), name: text, text, color: z.enum(PILL_COLOURS) }),
  z.strictObject({ type: z.literal("text_with_icon"), name: text, text, icon_url: z.url().optional() }),
]);
export type CardField = z.infer<typeof CardField>;

export const Card = z.strictObject({
  template: z.literal("summary_with_details_v0"),
  metadata: z.strictObject({
    title: z.string().min(1).max(LINE),
    subtitle: z.string().min(1).max(LINE).optional(),
    subicon_url: z.url().optional(),
    fields: z.array(CardField).min(1).max(5),
    footer: z.discriminatedUnion("footer_type", [
      z.strictObject({ footer_type: z.literal("updated"), last_updated_at: z.iso.datetime() }),
      z.strictObject({ footer_type: z.literal("custom_text"), text: z.string().min(1).max(LINE) }),
    ]),
  }),
});
export type Card = z.infer<typeof Card>;
