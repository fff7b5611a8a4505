import { useCallback, useEffect, useRef, useState } from "react";
import type { Outcome, Problem } from "../outcome.ts";
import { asking } from "./rpc.ts";

export interface Asked<T> {
  /** The last answer, kept while a new one is on its way and when it doesn't come. */
  value: T | null;
  problem: Problem | null;
  loading: boolean;
  again: () => void;
}

/** Asks when the panel opens, when `what` changes, and on demand; an older answer never replaces a newer one. */
export function useAsked<T>(what: string, ask: () => Promise<Outcome<T>>): Asked<T> {
  const [state, setState] = useState<Omit<Asked<T>, "again">>({ value: null, problem: null, loading: true });
  const latest = useRef(0);
  const asker = useRef(ask);
  asker.current = ask;

  const again = useCallback(() => {
    const turn = ++latest.current;
    setState((before) => ({ ...before, loading: true }));
    void asking(asker.current()).then((outcome) => {
      if (turn !== latest.current) return;
      setState((before) =>
        outcome.ok
          ? { value: outcome.value, problem: null, loading: false }
          : { value: before.value, problem: outcome.problem, loading: false },
      );
    });
  }, []);

  useEffect(() => {
    again();
    return () => {
      latest.current++;
    };
  }, [what, again]);

  return { ...state, again };
}
