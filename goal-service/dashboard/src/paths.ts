import { slug } from "./format.ts";

/** Everything that can be named has its own address. */
export const goalPath = (key: string, title: string): string => `/goals/${key}-${slug(title)}`;
export const initiativePath = (key: string): string => `/initiatives/${key}`;

/** The key at the start of "G-1-increase-net-revenue-retention"; anything else is taken as an id. */
export function keyOf(address: string): string {
  return /^(?:G|INI)-\d+/i.exec(address)?.[0].toUpperCase() ?? address;
}
