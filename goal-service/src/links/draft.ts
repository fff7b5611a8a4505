import type { Mark } from "@throughline/shared/link";
import type { WorkClass } from "@throughline/shared/vocabulary";
import type { Caller } from "../accounts/caller.ts";
import type { Draft } from "../connectors/connector.ts";
import type { Ground } from "../ground.ts";
import { findInitiative } from "../initiatives/initiatives.ts";

/** What an item is made for, in the words that its tool may hear. */
export interface Named {
  mark: Mark;
  initiative: Draft["initiative"];
}

/**
 * A private goal is not named in any tool (product.md, rule 10): its items carry the link's id and nothing else, and the
 * service knows what the link is for.
 */
export async function nameFor(
  ground: Ground,
  caller: Caller,
  {
    linkId,
    initiativeId,
    class: kind,
  }: { linkId: string; initiativeId?: string | undefined; class?: WorkClass | undefined },
): Promise<Named> {
  const mark = { v: 1 as const, link: linkId, at: ground.clock.now().toISOString() };
  if (initiativeId === undefined) return { mark: { ...mark, class: kind }, initiative: null };
  const initiative = await findInitiative(ground.db.prisma, caller, initiativeId);
  if (initiative.private) return { mark: { ...mark, initiative: "" }, initiative: null };
  const { key, title } = initiative;
  const url = `${ground.config.publicUrl}/initiatives/${key}`;
  return { mark: { ...mark, initiative: key }, initiative: { key, title, url } };
}
