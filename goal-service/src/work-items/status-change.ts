import type { ReadPoint } from "./movement.ts";

type Status = Pick<ReadPoint, "t" | "status" | "statusId" | "home">;

const nameOf = (status: string): string => status.slice(status.indexOf(" ") + 1);
export const isDone = ({ status }: Status): boolean => status.startsWith("done ");
const isOver = (read: Status): boolean => isDone(read) || read.status.startsWith("cancelled ");

/** In another home the same work stands under another status; only its end is told in every home. */
const isOtherHome = (before: Status, after: Status): boolean =>
  before.home !== undefined && after.home !== undefined && before.home !== after.home;

/**
 * Whether the tool's status changed between two reads: by its id where both have one; else by its name, which may also be
 * told anew (renamed, in another language), so only where the tool counts a change too. What a status means to us is no
 * matter here: an admin may say so at any time.
 */
export function changesStatus(before: Status, after: Status): boolean {
  if (isOtherHome(before, after) && isOver(before) === isOver(after)) return false;
  if (before.statusId != null && after.statusId != null) return before.statusId !== after.statusId;
  return before.t !== after.t && nameOf(before.status) !== nameOf(after.status);
}
