import { getAppContext } from "@forge/api";

/** Whether this invocation has more than `reserve` milliseconds left, for one more page. */
export const timeLeft =
  (reserve: number): (() => boolean) =>
  () =>
    getAppContext().invocationRemainingTimeInMillis() > reserve;
