// What the shell of a sandbox knows: the site, where the page stands in it, what was said, and what is being created.
import { useCallback, useEffect, useState } from "react";

interface Said {
  id: string;
}

const here = (): string => window.location.pathname + window.location.search;

export const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** `load` reads the site; it and `kept`, how many of the messages stay at once, are the same for as long as the page lives. */
export function useShell<Site, Message extends Said>(load: () => Promise<Site>, kept: number) {
  const [site, setSite] = useState<Site>();
  const [problem, setProblem] = useState<string>();
  const [path, setPath] = useState(here);
  const [messages, setMessages] = useState<Message[]>([]);
  const [version, setVersion] = useState(0);
  const [creating, setCreating] = useState<{ project: string | undefined }>();

  const reloadSite = useCallback(async () => {
    try {
      setSite(await load());
      setProblem(undefined);
    } catch (error) {
      setProblem(message(error));
    }
  }, [load]);
  const go = useCallback((to: string) => {
    window.history.pushState(null, "", to);
    setPath(here());
  }, []);
  const say = useCallback(
    (one: Message) => {
      setMessages((now) => [one, ...now.filter((other) => other.id !== one.id)].slice(0, kept));
    },
    [kept],
  );
  const unsay = useCallback((id: string) => {
    setMessages((now) => now.filter((other) => other.id !== id));
  }, []);
  /** What is shown is read again. */
  const changed = useCallback(() => {
    setVersion((now) => now + 1);
  }, []);
  const create = useCallback((project?: string) => {
    setCreating({ project });
  }, []);
  const created = useCallback(() => {
    setCreating(undefined);
  }, []);

  useEffect(() => {
    void reloadSite();
    const back = (): void => {
      setPath(here());
    };
    window.addEventListener("popstate", back);
    return () => {
      window.removeEventListener("popstate", back);
    };
  }, [reloadSite]);

  return {
    ...{ site, problem, reloadSite, path, go, version, changed },
    ...{ messages, say, unsay, creating, create, created },
  };
}
