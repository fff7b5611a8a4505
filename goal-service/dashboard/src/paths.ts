import { slug } from "./format.ts";

/** Everything that can be named has its own address. */
export const goalPath = (key: string, title: string): string => `/goals/${key}-${slug(title)}`;
export const initiativePath = (key: string): string => `/initiatives/${key}`;

/** The pages that need no session. */
export const isEntrance = (path: string): boolean => /^\/(sign-in|join|set-up)$/.test(path);

/** The key at the start of "G-1-increase-net-revenue-retention"; anything else is taken as an id. */
export function keyOf(address: string): string {
  return /^(?:G|INI)-\d+/i.exec(address)?.[0].toUpperCase() ?? address;
}
