import { route } from "@forge/api";
import { each, maybe } from "@throughline/shared/tool-answer";
import { z } from "zod";
import { good, type Outcome } from "../outcome.ts";
import { type As, jira } from "./client.ts";

/** What differs from site to site and is found once: its address, and the ids of two fields that Jira does not fix. */
export interface Site {
  url: string;
  points: string[];
  flagged: string | null;
}

const Field = z.looseObject({
  id: z.string().min(1),
  name: maybe(z.string()),
  untranslatedName: maybe(z.string()),
  schema: maybe(z.looseObject({ type: maybe(z.string()), custom: maybe(z.string()) })),
});
type Field = z.output<typeof Field>;
const Fields = each(Field);

const ServerInfo = z.looseObject({ baseUrl: z.url({ protocol: /^https?$/ }) });

const POINTS_NAMES = ["story points", "story point estimate"];

/** `name` is in the language of whoever asks; only where Jira has no other name it is the field's own. */
const nameOf = ({ untranslatedName, name }: Field): string => (untranslatedName ?? name ?? "").trim().toLowerCase();

const isPoints = (field: Field): boolean =>
  field.schema?.type === "number" &&
  (field.schema.custom === "com.pyxis.greenhopper.jira:jsw-story-points" || POINTS_NAMES.includes(nameOf(field)));

const isFlagged = (field: Field): boolean =>
  field.schema?.type === "array" &&
  typeof field.schema.custom === "string" &&
  (/^com\.pyxis\.greenhopper\.jira:.*flag/.test(field.schema.custom) || nameOf(field) === "flagged");

export function fieldIds(given: unknown): { points: string[]; flagged: string | null } {
  const fields = Fields.parse(given);
  return { points: fields.filter(isPoints).map(({ id }) => id), flagged: fields.find(isFlagged)?.id ?? null };
}

let fields: { points: string[]; flagged: string | null } | null = null;
let address: string | null = null;

/** Fields that an admin adds or renames, and a site that moves, are noticed at the next reconcile. */
export function forgetSite(): void {
  fields = null;
  address = null;
}

export async function siteFields(as: As): Promise<Outcome<{ points: string[]; flagged: string | null }>> {
  if (fields !== null) return good(fields);
  const found = await jira(z.array(z.unknown()), { as, method: "GET", path: route`/rest/api/3/field` });
  if (!found.ok) return found;
  fields = fieldIds(found.value);
  return good(fields);
}

/** The address as far as it is known by now, without asking Jira. */
export const knownAddress = (): string | null => address;

/** A page of the app is told by the platform on which site it stands. */
export function hearAddress(siteUrl: string): void {
  address ??= siteUrl.replace(/\/+$/, "");
}

/** As Jira says it of itself: the `self` of what it answers an app names Atlassian's gateway and no site. */
export async function siteAddress(as: As): Promise<Outcome<string>> {
  if (address !== null) return good(address);
  const info = await jira(ServerInfo, { as, method: "GET", path: route`/rest/api/3/serverInfo` });
  if (!info.ok) return info;
  address = info.value.baseUrl.replace(/\/+$/, "");
  return good(address);
}
