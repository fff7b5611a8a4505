// Others work here too, people and apps: an open page reads again when something happened.
import { useEffect, useRef } from "react";
import { Version } from "../wire.ts";
import { api } from "./api.ts";

const LOOK = 2500;

export function useNews(changed: () => void): void {
  const seen = useRef<number>(undefined);
  useEffect(() => {
    const look = async (): Promise<void> => {
      if (document.hidden) return;
      const { version } = await api("GET", "/site/version", Version);
      if (seen.current !== undefined && seen.current !== version) changed();
      seen.current = version;
    };
    const timer = setInterval(() => void look().catch(() => undefined), LOOK);
    return () => {
      clearInterval(timer);
    };
  }, [changed]);
}
