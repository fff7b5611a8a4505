import { route } from "@forge/api";
import { MARK_KEY, type Mark } from "@throughline/shared/link";
import { z } from "zod";
import { moment, now } from "../clock.ts";
import type { Outcome } from "../outcome.ts";
import type { Target } from "../rpc.ts";
import { type As, jira } from "./client.ts";

/** What an issue carries: the link's id and what it is for. A claim that the service checks; no title, no goal. */
export const newMark = (linkId: string, target: Target): Mark => ({
  v: 1,
  link: linkId,
  ...("class" in target ? { class: target.class } : { initiative: target.key }),
  at: moment(now()),
});

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
