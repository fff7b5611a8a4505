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

/** What to know before creating. The owner is named by the tool's own id; the service knows who that is. */
export async function check(caller: Caller, { target, owner, due }: PayloadOf<"check">): Promise<Outcome<Warning[]>> {
  const answer = await ask(() =>
    service(caller.accountId).checkPanel({
      ...("class" in target ? { class: target.class } : { initiativeId: target.id }),
      ...(owner === null ? {} : { ownerId: owner }),
      ...(due === null ? {} : { due }),
    }),
  );
  return answer.ok ? good(answer.value.warnings) : answer;
}
