import type { Ground } from "../ground.ts";
import { settleMirrors } from "../work-items/settle-mirrors.ts";
import { evaluateDirty } from "./evaluate.ts";

/** Pairs first: no goal is evaluated on two items that are one piece of work. False when there was nothing to do. */
export async function evaluateRound(ground: Ground): Promise<boolean> {
  const settled = await settleAll(ground);
  return (await evaluateDirty(ground)) || settled;
}

/** However many pairs wait, goals are evaluated in between. */
const ROUNDS = 20;

/** Pairs that can't be settled must not keep all other goals from being evaluated. */
async function settleAll(ground: Ground): Promise<boolean> {
  let settled = false;
  try {
    for (let round = 0; round < ROUNDS && (await settleMirrors(ground)); round++) settled = true;
  } catch (error) {
    ground.log.error({ error }, "mirrored pairs could not be settled and will be tried again");
  }
  return settled;
}
