import { route } from "@forge/api";
import { JQL_LINK } from "@throughline/shared/link";
import { each, maybe, RemoteId } from "@throughline/shared/tool-answer";
import { z } from "zod";
import { good, type Outcome } from "../outcome.ts";
import { type As, jira } from "./client.ts";

const Found = z.looseObject({
  issues: each(z.looseObject({ id: RemoteId })).nullish(),
  nextPageToken: maybe(z.string()),
  isLast: maybe(z.boolean()),
});

export interface IdPage {
  ids: string[];
  next: string | null;
}

export const PAGE = 100;

/** A search finds ids only: its index lags behind the issues, which are then read themselves. */
async function search(as: As, jql: string, next: string | null): Promise<Outcome<IdPage>> {
  const found = await jira(Found, {
    as,
    method: "POST",
    path: route`/rest/api/3/search/jql`,
    body: { jql, fields: ["id"], maxResults: PAGE, ...(next === null ? {} : { nextPageToken: next }) },
  });
  if (!found.ok) return found;
  const { issues, nextPageToken, isLast } = found.value;
  return good({ ids: (issues ?? []).map(({ id }) => id), next: isLast === true ? null : (nextPageToken ?? null) });
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;

/** The oldest first: a clone shows the same. `label`: the mark as a label, where that is known. */
export async function findByLink(as: As, linkId: string, label?: string): Promise<Outcome<string[]>> {
  const byLabel = label === undefined ? "" : ` OR labels = ${quoted(label)}`;
  const found = await search(as, `${JQL_LINK} = ${quoted(linkId)}${byLabel} ORDER BY created ASC`, null);
  return found.ok ? good(found.value.ids) : found;
}

/**
 * What a project's issues did since a moment, oldest first. Minutes back from Jira's own now, because a date in JQL
 * would be read in the time zone of whoever asks. By the project's id: an old key goes on working, until another project
 * takes it.
 */
export function updatedSince(as: As, project: string, minutes: number | null, next: string | null) {
  const since = minutes === null ? "" : ` AND updated >= "-${minutes}m"`;
  return search(as, `project = ${project}${since} ORDER BY updated ASC, key ASC`, next);
}

export const everythingIn = (as: As, project: string, next: string | null): Promise<Outcome<IdPage>> =>
  search(as, `project = ${project} ORDER BY key ASC`, next);
