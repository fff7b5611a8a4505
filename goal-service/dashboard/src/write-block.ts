import { onlineManager, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { useSilence } from "./answering.ts";
import { meQuery } from "./queries.ts";

const subscribe = (listener: () => void) => onlineManager.subscribe(listener);
const isOnline = () => onlineManager.isOnline();

export const useOnline = (): boolean => useSyncExternalStore(subscribe, isOnline);

/** The moment in the past that the address asks for; undefined for now. */
export const useAt = (): string | undefined => useSearch({ strict: false, select: (search) => search.at });

/** Why nothing can be changed here now, in words; null when it can. */
export function useWriteBlock(): string | null {
  const online = useOnline();
  const silence = useSilence();
  const at = useAt();
  const me = useQuery(meQuery);
  if (!online) return "You are offline. What you see can be read, not changed.";
  if (silence !== null) return "Throughline does not answer. What you see can be read, not changed.";
  if (at !== undefined) return "This is a past day. Go back to today to change something.";
  if (me.data?.person?.role === "viewer") return "Your role is viewer. An admin of this workspace can give you more.";
  return null;
}
