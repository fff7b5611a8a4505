import { useEffect, useRef } from "react";
import { now } from "../clock.ts";
import type { ItemView } from "../rpc.ts";
import { refreshIssue } from "./refresh-issue.ts";

/** A state younger than this may have begun after Jira asked for the word on the closed Goal section. */
const YOUNG = 5 * 60_000;

/**
 * Jira asks once, when the issue opens, for the word that stands on the closed Goal section. Whoever reads another state
 * later, or opens the section later (`opened`), has Jira ask again: one page tells one state.
 */
export function useFreshBadge(view: ItemView | null, opened: boolean): void {
  const told = useRef<string | null>(null);
  useEffect(() => {
    const goal = view?.panel?.goal ?? null;
    if (goal === null) return;
    const young = goal.since !== null && now() - Date.parse(goal.since) < YOUNG;
    if (told.current === null ? opened || young : told.current !== goal.state) refreshIssue();
    told.current = goal.state;
  }, [view]);
}
