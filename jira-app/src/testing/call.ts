import { resolver } from "../resolvers/resolver.ts";
import type { Calls, Replies } from "../rpc.ts";

export const ME = "5b10a2844c20165700ede21g";

/** Calls a resolver as Forge does: the page gives the payload, the platform gives who and where. */
export async function call<Name extends keyof Calls>(
  name: Name,
  payload: unknown,
  where: Record<string, unknown> = { issue: { id: "10412", key: "CS-12", type: "Task", typeId: "10001" } },
  more: Record<string, unknown> = {},
): Promise<Replies[Name]> {
  const extension = { project: { id: "1", key: "CS" }, ...where };
  const context = { cloudId: "c1", moduleKey: "throughline-panel", extension, ...more };
  const answer = await resolver({ call: { functionKey: name, payload }, context }, { principal: { accountId: ME } });
  return answer as Replies[Name];
}
