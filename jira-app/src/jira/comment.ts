import { route } from "@forge/api";
import { MARK_KEY } from "@throughline/shared/link";
import { each, maybe } from "@throughline/shared/tool-answer";
import { z } from "zod";
import { good, type Outcome } from "../outcome.ts";
import { jira } from "./client.ts";

const Comments = z.looseObject({
  comments: each(z.looseObject({ properties: maybe(each(z.looseObject({ key: z.string(), value: z.unknown() }))) })),
});

/** Plain text as Jira's document format: a paragraph per line. */
export const asDocument = (text: string) => ({
  type: "doc",
  version: 1,
  content: text
    .split("\n")
    .map((line) => ({ type: "paragraph", content: line === "" ? [] : [{ type: "text", text: line }] })),
});

/** The comment carries the id of the wish it came from, so that a wish repeated does not become a second comment. */
export async function addCommentOnce(issueId: string, wishId: string, text: string): Promise<Outcome<unknown>> {
  const query = new URLSearchParams({ orderBy: "-created", maxResults: "50", expand: "properties" });
  const recent = await jira(Comments, {
    as: "app",
    method: "GET",
    path: route`/rest/api/3/issue/${issueId}/comment?${query}`,
  });
  if (!recent.ok) return recent;
  const Ours = z.looseObject({ wish: z.literal(wishId) });
  const there = recent.value.comments.some(({ properties }) =>
    properties?.some(({ key, value }) => key === MARK_KEY && Ours.safeParse(value).success),
  );
  if (there) return good(null);
  return jira(z.unknown(), {
    as: "app",
    method: "POST",
    path: route`/rest/api/3/issue/${issueId}/comment`,
    body: { body: asDocument(text), properties: [{ key: MARK_KEY, value: { wish: wishId } }] },
    repeatable: false,
  });
}
