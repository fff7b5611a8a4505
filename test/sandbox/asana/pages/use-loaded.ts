// Reads something for a page, and again whenever the workspace changed; what was read stays on screen meanwhile.
import { useEffect, useState } from "react";
import { type z } from "zod";
import { api } from "./api.ts";
import { message } from "../../base/pages/use-shell.ts";
import { useSite } from "./site-context.ts";

interface Loaded<T> {
  value: T | undefined;
  problem: string | undefined;
}

export function useLoaded<T>(path: string, schema: z.ZodType<T>): Loaded<T> {
  const { version } = useSite();
  const [loaded, setLoaded] = useState<Loaded<T> & { path: string }>({ path, value: undefined, problem: undefined });
  useEffect(() => {
    let current = true;
    api("GET", path, schema).then(
      (value) => {
        if (current) setLoaded({ path, value, problem: undefined });
      },
      (error: unknown) => {
        if (current) setLoaded({ path, value: undefined, problem: message(error) });
      },
    );
    return () => {
      current = false;
    };
  }, [path, schema, version]);
  return loaded.path === path ? loaded : { value: undefined, problem: undefined };
}
