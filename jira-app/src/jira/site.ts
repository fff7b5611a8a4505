import { route } from "@forge/api";
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
  id: z.string(),
  name: z.string().optional(),
  schema: z.looseObject({ type: z.string().optional(), custom: z.string().optional() }).optional(),
});
type Field = z.output<typeof Field>;

const ServerInfo = z.looseObject({ baseUrl: z.url({ protocol: /^https?$/ }) });

const POINTS_NAMES = ["story points", "story point estimate"];

const isPoints = (field: Field): boolean =>
  field.schema?.type === "number" &&
  (field.schema.custom === "com.pyxis.greenhopper.jira:jsw-story-points" ||
    POINTS_NAMES.includes((field.name ?? "").toLowerCase()));

const isFlagged = (field: Field): boolean =>
  field.schema?.type === "array" && field.schema.custom !== undefined && (field.name ?? "").toLowerCase() === "flagged";

export function fieldIds(fields: Field[]): { points: string[]; flagged: string | null } {
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
  const found = await jira(z.array(Field), { as, method: "GET", path: route`/rest/api/3/field` });
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
