// What the drawn components need of the page around them.
import { createContext, useContext } from "react";
import { type Person } from "../wire.ts";

export interface Host {
  people: Person[];
  go: (path: string) => void;
  /** The highest heading that the app may draw where it stands. */ heading: number;
  /** The level of each of its headings, by key. */
  levels: Map<string, number>;
}

export const HostContext = createContext<Host | undefined>(undefined);

export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error("an app is drawn outside of a page");
  return host;
}
