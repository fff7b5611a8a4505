import { getIssue } from "../jira/fetch-issues.ts";
import { markOf } from "../jira/read-issue.ts";
import { failed, good, type Outcome } from "../outcome.ts";
import { ask, service } from "../remote/goal-service.ts";
import type { ItemView } from "../rpc.ts";
import type { Caller } from "./caller.ts";

/** The goal line of the issue at hand. Without the service, the issue's own mark still says what it is for. */
export async function showItem(caller: Caller): Promise<Outcome<ItemView>> {
  const { issue, accountId } = caller;
  if (issue === null) return failed({ kind: "not_found" });
  const [panel, read] = await Promise.all([
    ask(() => service(accountId).getPanelItem({ id: issue.id })),
    getIssue("user", issue.id),
  ]);
  const unknown = !panel.ok && (panel.problem.kind === "not_found" || isCode(panel.problem, "not_mirrored"));
  return good({
    issue: {
      id: issue.id,
      key: issue.key,
      project: caller.project?.id ?? (read.ok ? read.value.fields.project.id : null),
      type: (read.ok ? read.value.fields.issuetype?.id : null) ?? issue.typeId,
    },
    panel: panel.ok ? panel.value : null,
    mark: read.ok ? markOf(read.value) : null,
    trouble: panel.ok || unknown ? null : panel.problem,
  });
}

const isCode = (problem: { kind: string; code?: string | null }, code: string): boolean => problem.code === code;
