import type { Choices, Warning } from "@throughline/shared/panel";
import { good, type Outcome } from "../outcome.ts";
import { ask, service } from "../remote/goal-service.ts";
import type { PayloadOf } from "../rpc.ts";
import type { Caller } from "./caller.ts";

export const listChoices = (
  caller: Caller,
  { project, type, q }: PayloadOf<"listChoices">,
): Promise<Outcome<Choices>> =>
  ask(() =>
    service(caller.accountId).getPanelChoices({
      ...(project === undefined ? {} : { container: project }),
      ...(type === undefined ? {} : { type }),
      ...(q === undefined || q === "" ? {} : { q }),
    }),
  );

/**
 * What to know before creating. The owner is named by Jira's own id; should the service not know who that is, the rest
 * of what it knows is still worth saying.
 */
export async function check(caller: Caller, wish: PayloadOf<"check">): Promise<Outcome<Warning[]>> {
  const answer = await checkAs(caller, wish, wish.owner);
  const stranger = !answer.ok && answer.problem.kind === "refused" && answer.problem.code === "unknown_person";
  return stranger ? checkAs(caller, wish, null) : answer;
}

async function checkAs(
  { accountId }: Caller,
  { target, due }: PayloadOf<"check">,
  owner: string | null,
): Promise<Outcome<Warning[]>> {
  const answer = await ask(() =>
    service(accountId).checkPanel({
      ...("class" in target ? { class: target.class } : { initiativeId: target.id }),
      ...(owner === null ? {} : { ownerId: owner }),
      ...(due === null ? {} : { due }),
    }),
  );
  return answer.ok ? good(answer.value.warnings) : answer;
}
