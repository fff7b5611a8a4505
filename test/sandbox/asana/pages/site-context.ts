// What every part of the page knows: the workspace, where we are, and how to say something.
import { createContext, useContext } from "react";
import { type Bootstrap, type Person, type ProjectInfo } from "../wire.ts";

export interface Toast {
  id: string;
  text: string;
  /** Something went wrong: said at once. */
  bad?: boolean;
  action?: { text: string; run: () => void };
}

export interface SiteView {
  site: Bootstrap;
  path: string;
  go: (path: string) => void;
  toast: (toast: Toast) => void;
  /** Does something and says when it could not be done; afterwards everything shown is read again. */
  attempt: (what: string, does: () => Promise<unknown>) => Promise<boolean>;
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

export function usePerson(gid: string | null): Person | undefined {
  const { site } = useSite();
  return site.people.find((person) => person.gid === gid);
}

export function useProject(gid: string | null): ProjectInfo | undefined {
  const { site } = useSite();
  return site.projects.find((project) => project.gid === gid);
}
