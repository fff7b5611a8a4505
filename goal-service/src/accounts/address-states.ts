import type { AddressState } from "@throughline/shared/accounts";
import { Refused } from "../refusal.ts";

/** What is wrong with a one-time address that doesn't work, and what would be right. */
const WORDS: Record<Exclude<AddressState, "waiting"> | "unknown", string> = {
  used: "This address has been used already; each works once. Ask an admin of your workspace for a new one.",
  expired: "This address is too old and works no longer. Ask an admin of your workspace for a new one.",
  withdrawn: "An admin has withdrawn this address. Ask an admin of your workspace for a new one.",
  replaced: "A newer address was made in place of this one. Open the newer one.",
  unknown:
    "This is no address of this service. Was it copied whole? Else ask an admin of your workspace for a new one.",
};

export const refusedAddress = (state: AddressState | "unknown"): Refused => {
  const known = state === "waiting" ? "used" : state; // it waited when it was looked at, and somebody was quicker
  return new Refused(`address_${known}`, WORDS[known]);
};
