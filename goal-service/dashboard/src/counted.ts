import type { WorkItem } from "@throughline/shared/work-items";

/** What a number of pieces counts: what is there, a mirrored pair on one side only. */
export const isCounted = ({ presence, sameWork }: WorkItem): boolean =>
  presence === "live" && sameWork?.counts !== true;
