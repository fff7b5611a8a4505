import { route } from "@forge/api";
import { Mark, MARK_KEY } from "@throughline/shared/link";
import { z } from "zod";
import { moment, now } from "../clock.ts";
import type { Outcome } from "../outcome.ts";
import type { Target } from "../rpc.ts";
import { type As, jira } from "./client.ts";

/**
 * What an issue carries: the link's id and what it is for. A claim that the service checks; no title, no goal, and of a
 * private goal's initiative nothing at all: the service knows what the link is for.
 */
export const newMark = (linkId: string, target: Target): Mark => ({
  v: 1,
  link: linkId,
  ...("class" in target ? { class: target.class } : { initiative: target.private ? "" : target.key }),
  at: moment(now()),
});

const LABEL = /^throughline:([a-z]+|INI-\d{1,9}|-):([0-9a-f-]{36})$/i;

/**
 * The same mark as a label: where Jira takes no property with the create call, the call carries this instead, so that a
 * new issue is never without its link. The app puts the property in its place (docs/decisions/010).
 */
export function labelOf(mark: Mark): string {
  const named = mark.class ?? mark.initiative ?? "";
  return `throughline:${named === "" ? "-" : named}:${mark.link}`;
}

export const isMarkLabel = (label: string): boolean => LABEL.test(label);

/** `at`: when the issue was made, for a label is given at birth and does not say. */
export function markInLabels(labels: readonly string[], at: string): Mark | null {
  const found = labels.map((label) => LABEL.exec(label)).find((match) => match !== null);
  if (found === undefined) return null;
  const [, target = "", link] = found;
  const mark = Mark.safeParse({
    v: 1,
    link,
    at,
    ...(target.includes("-") ? { initiative: target === "-" ? "" : target } : { class: target }),
  });
  return mark.success ? mark.data : null;
}

export const putMark = (as: As, issueId: string, mark: Mark): Promise<Outcome<unknown>> =>
  jira(z.unknown(), {
    as,
    method: "PUT",
    path: route`/rest/api/3/issue/${issueId}/properties/${MARK_KEY}`,
    body: { ...mark, v: 1 },
  });

export const deleteMark = (as: As, issueId: string): Promise<Outcome<unknown>> =>
  jira(z.unknown(), {
    as,
    method: "DELETE",
    path: route`/rest/api/3/issue/${issueId}/properties/${MARK_KEY}`,
  });
