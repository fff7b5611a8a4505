// Reads something for a page, and again whenever the site changed; what was read stays on screen meanwhile.
import { useCallback, useEffect, useState } from "react";
import { type z } from "zod";
import { api } from "./api.ts";
import { message } from "../../base/pages/use-shell.ts";
import { useSite } from "./site-context.ts";

interface Loaded<T> {
  value: T | undefined;
  problem: string | undefined;
  again: () => void;
}

export function useLoaded<T>(path: string, schema: z.ZodType<T>): Loaded<T> {
  const { version } = useSite();
  const [value, setValue] = useState<T>();
  const [problem, setProblem] = useState<string>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    api("GET", path, schema).then(
      (read) => {
        if (!current) return;
        setValue(read);
        setProblem(undefined);
      },
      (error: unknown) => {
        if (current) setProblem(message(error));
      },
    );
    return () => {
      current = false;
    };
  }, [path, schema, version, turn]);
  const again = useCallback(() => {
    setTurn((now) => now + 1);
  }, []);
  return { value, problem, again };
}
