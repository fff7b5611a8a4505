import { endingOf } from "@throughline/shared/resolution";
import type { ItemRead } from "@throughline/shared/page";
import type { Category } from "@throughline/shared/vocabulary";

/** What an admin said that resolutions mean, by container and name: where a tool has them (Jira). */
export type Resolutions = ReadonlyMap<string, Category>;

interface Ending {
  container: string;
  resolution: string | null | undefined;
  /** What the status is called: it stands for the resolution where there is none. */
  name: string;
}

const keyOf = (container: string, name: string): string => JSON.stringify([container, name]);

export const resolutionsIn = (rules: readonly { container: string; name: string; category: Category }[]): Resolutions =>
  new Map(rules.map(({ container, name, category }) => [keyOf(container, name), category]));

export const isOver = (category: string): boolean => category === "done" || category === "cancelled";

const ruled = ({ container, resolution, name }: Ending, rules: Resolutions): Category | undefined =>
  rules.get(keyOf(container, resolution ?? name));

/** The same read with its end as an admin sees it. */
export function resolved(read: ItemRead, rules: Resolutions): ItemRead {
  const { status, resolution, ref } = read;
  if (rules.size === 0 || !isOver(status.category)) return read;
  const category = ruled({ container: ref.container, resolution, name: status.name }, rules);
  return category === undefined ? read : { ...read, status: { ...status, category } };
}

/** What finished work means now; without a rule or a resolution it stays as its reader understood it. */
export function meaningOf(ending: Ending & { category: string }, rules: Resolutions): string {
  const { resolution, name, category } = ending;
  return ruled(ending, rules) ?? (resolution == null ? category : endingOf(resolution, name));
}
