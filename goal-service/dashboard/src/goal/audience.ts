/**
 * Who sees a goal, as a form holds it: one text. Empty: everybody in the workspace. Else "owner", and after it the ids of
 * the people and teams named, in one order, so that the same audience is the same text.
 */
const OWNER = "owner";

export const audienceText = (viewers: readonly string[] | null): string =>
  viewers === null ? "" : [OWNER, ...[...viewers].sort()].join(",");

/** What the service takes: null for everybody. */
export const viewersOf = (text: string): string[] | null => (text === "" ? null : text.split(",").slice(1));

/** Whether a person would see the goal; their teams count. */
export function isAmong(text: string, ownerId: string, me: { id: string; teamIds: readonly string[] }): boolean {
  const viewers = viewersOf(text);
  return viewers === null || ownerId === me.id || viewers.some((id) => id === me.id || me.teamIds.includes(id));
}

/** "Everybody", "Its owner", "Its owner, Dana Okafor, Revenue". */
export function audienceWords(text: string, nameOf: (id: string) => string): string {
  const viewers = viewersOf(text);
  return viewers === null ? "Everybody" : ["Its owner", ...viewers.map(nameOf)].join(", ");
}
