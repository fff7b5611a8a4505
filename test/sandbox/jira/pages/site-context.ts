// What every part of the page knows: the site, where we are, and how to say something.
import { createContext, useContext } from "react";
import { type Flag } from "../host/bridge.ts";
import { type Bootstrap } from "../wire.ts";

export interface SiteView {
  site: Bootstrap;
  path: string;
  go: (path: string) => void;
  flag: (flag: Flag) => void;
  closeFlag: (id: string) => void;
  /** Told once or more when something changed: whoever shows it reads it again. */
  changed: () => void;
  version: number;
  reloadSite: () => Promise<void>;
  create: (project?: string) => void;
}

export const SiteContext = createContext<SiteView | undefined>(undefined);

export function useSite(): SiteView {
  const view = useContext(SiteContext);
  if (!view) throw new Error("used outside of the site");
  return view;
}
