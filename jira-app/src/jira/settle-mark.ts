import { route } from "@forge/api";
import { Mark, MARK_KEY } from "@throughline/shared/link";
import { z } from "zod";
import type { Outcome } from "../outcome.ts";
import { jira } from "./client.ts";
import type { Issue } from "./issue.ts";
import { labelOf, putMark } from "./mark.ts";
import { markOf } from "./read-issue.ts";

/** One call sets the property and takes the label away; a label that can't be taken away stays beside the property. */
export async function settleMark(issueId: string, mark: Mark): Promise<Outcome<unknown>> {
  const settled = await jira(z.unknown(), {
    as: "app",
    method: "PUT",
    path: route`/rest/api/3/issue/${issueId}`,
    body: {
      update: { labels: [{ remove: labelOf(mark) }] },
      properties: [{ key: MARK_KEY, value: { ...mark, v: 1 } }],
    },
  });
  return !settled.ok && settled.problem.kind === "invalid" ? putMark("app", issueId, mark) : settled;
}

/** A create that was cut short leaves its mark as a label: whoever reads the issue next puts the property in its place. */
export async function settleIfLabelled(issue: Issue): Promise<void> {
  const mark = markOf(issue);
  const asProperty = Mark.safeParse(issue.properties?.[MARK_KEY]).success;
  if (mark !== null && !asProperty) await settleMark(issue.id, mark);
}
