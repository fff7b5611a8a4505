// The fields of a form, as Asana's page draws them. A name it does not know is a violation: nobody would see it.
import { z } from "zod";

const LABEL = 50;
const OPTION = 80;
const label = z.string().min(1).max(LABEL);
const width = z.enum(["full", "half"]).optional();
const base = { id: z.string().min(1), name: label.optional() };
const common = {
  ...base,
  is_required: z.boolean().optional(),
  is_watched: z.boolean().optional(),
  error: z.string().min(1).optional(),
};
const placeholder = z.string().optional();
const option = { id: z.string().min(1), label: z.string().min(1).max(OPTION) };

export const ListItem = z.strictObject({
  title: z.string().min(1),
  value: z.string().min(1),
  subtitle: z.string().optional(),
  icon_url: z.url().optional(),
});
export type ListItem = z.infer<typeof ListItem>;

export const Field = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("static_text"),
    id: base.id,
    name: label,
    style: z.enum(["default", "header"]).optional(),
  }),
  z.strictObject({
    type: z.literal("single_line_text"),
    ...common,
    width,
    placeholder,
    value: z.string().max(200).optional(),
  }),
  z.strictObject({
    type: z.literal("multi_line_text"),
    ...common,
    placeholder,
    value: z.string().max(3000).optional(),
  }),
  z.strictObject({ type: z.literal("rich_text"), ...common, placeholder, value: z.string().max(3000).optional() }),
  z.strictObject({
    type: z.literal("dropdown"),
    ...common,
    width,
    options: z.array(z.strictObject({ ...option, icon_url: z.url().optional() })).max(50),
    value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("radio_button"),
    ...common,
    options: z.array(z.strictObject({ ...option, sub_label: z.string().max(OPTION).optional() })).max(5),
    value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("checkbox"),
    ...common,
    options: z.array(z.strictObject(option)).max(10),
    value: z.array(z.string()).optional(),
  }),
  z.strictObject({ type: z.literal("date"), ...common, placeholder, value: z.iso.date().optional() }),
  z.strictObject({ type: z.literal("datetime"), ...common, placeholder, value: z.iso.datetime().optional() }),
  z.strictObject({
    type: z.literal("typeahead"),
    ...common,
    width,
    placeholder,
    typeahead_url: z.url(),
    value: ListItem.optional(),
  }),
]);
export type Field = z.infer<typeof Field>;
