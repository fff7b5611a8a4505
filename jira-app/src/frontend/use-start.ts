import { view } from "@forge/bridge";
import { useEffect, useState } from "react";
import { z } from "zod";

/** What an address of our page brings along: the dashboard's "Create in Jira" fills the form in. */
export interface Start {
  initiative?: string | undefined;
  title?: string | undefined;
  project?: string | undefined;
  link?: string | undefined;
}

const Given = z.object({
  initiative: z
    .string()
    .regex(/^INI-\d{1,9}$/)
    .optional()
    .catch(undefined),
  title: z.string().max(255).optional().catch(undefined),
  container: z.string().max(50).optional().catch(undefined),
  link: z.uuid().optional().catch(undefined),
});

async function read(): Promise<Start> {
  const history = await view.createHistory();
  const { container, ...start } = Given.parse(Object.fromEntries(new URLSearchParams(history.location.search)));
  return { ...start, project: container };
}

/** Null until known. A host without addresses of its own brings nothing along. */
export function useStart(): Start | null {
  const [start, setStart] = useState<Start | null>(null);
  useEffect(() => {
    let current = true;
    const show = (found: Start) => {
      if (current) setStart(found);
    };
    read().then(show, () => {
      show({});
    });
    return () => {
      current = false;
    };
  }, []);
  return start;
}
