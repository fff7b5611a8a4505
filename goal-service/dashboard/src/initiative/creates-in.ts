import type { Connection } from "@throughline/shared/connections";

const CREATES_IN = ["jira", "asana"];

/** The connected tools in which work can be created. */
export const createsIn = (connections: readonly Connection[]): string[] =>
  CREATES_IN.filter((name) => connections.some(({ tool, state }) => tool === name && state !== "ended"));
