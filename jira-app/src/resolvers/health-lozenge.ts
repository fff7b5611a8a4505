import { STATE_WORDS } from "@throughline/shared/health/words";
import { z } from "zod";
import { ask, service } from "../remote/goal-service.ts";

/** The word that stands on the closed Goal section of an issue. Jira knows six looks for it. */
type Look = "default" | "inprogress" | "moved" | "new" | "removed" | "success";
export interface Lozenge {
  status: { type: "lozenge"; value: { label: string; type: Look } };
}

const LOOKS: Partial<Record<string, Look>> = {
  green: "success",
  achieved: "success",
  amber: "moved",
  partial: "moved",
  red: "removed",
  missed: "removed",
  warming: "inprogress",
};

const Payload = z.looseObject({
  extension: z.looseObject({ issue: z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) }) }),
});
const Invoked = z.looseObject({ principal: z.looseObject({ accountId: z.string() }).nullish() });

const lozenge = (label: string, type: Look = "default"): Lozenge => ({
  status: { type: "lozenge", value: { label, type } },
});

export async function healthLozenge(payload: unknown, invocation?: unknown): Promise<Lozenge> {
  const at = Payload.safeParse(payload);
  const by = Invoked.safeParse(invocation);
  if (!at.success) return lozenge("Open to see");
  const accountId = by.success ? (by.data.principal?.accountId ?? null) : null;
  const panel = await ask(() => service(accountId).getPanelItem({ id: at.data.extension.issue.id }));
  if (!panel.ok) {
    const { problem } = panel;
    const none = problem.kind === "not_found" || (problem.kind === "refused" && problem.code === "not_mirrored");
    return lozenge(none ? "Not linked" : "No answer");
  }
  const { goal, item } = panel.value;
  if (goal !== null) return lozenge(STATE_WORDS[goal.state], LOOKS[goal.state]);
  if (item.class !== null) return lozenge("Not for a goal");
  return lozenge(item.link === null ? "Not linked" : "Linked");
}
