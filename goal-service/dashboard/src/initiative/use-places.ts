import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { connectionsQuery, placesQuery } from "../queries.ts";

/** A project of a tool in which work can be created now. */
export interface Place {
  connectionId: string;
  container: string;
  label: string;
  /** here: we create it as this person. in_tool: the tool's own form opens, filled in. */
  creates: "here" | "in_tool";
}

export interface Places {
  /** Null until it is known; what was known once stays, whatever ends meanwhile: a form that is filled in is not taken away. */
  places: readonly Place[] | null;
  /** Where this person first has to allow us to create as them. */
  allow: string | null;
  error: Error | null;
  retry: () => void;
}

/** The projects of all connections of this tool, as they stand when somebody is about to create. */
export function usePlaces(tool: string): Places {
  const list = useQuery(connectionsQuery);
  const connections = (list.data?.items ?? []).filter((one) => one.tool === tool && one.state !== "ended");
  const asked = useQueries({ queries: connections.map(({ id }) => placesQuery(id)) });
  const [first, setFirst] = useState<readonly Place[] | null>(null);
  const found = asked.flatMap(({ data }, index): Place[] => {
    const connection = connections[index];
    if (data === undefined || connection === undefined) return [];
    return data.items.map(({ id, name }) => ({
      connectionId: connection.id,
      container: id,
      label: connections.length > 1 ? `${name}, ${connection.name}` : name,
      creates: data.creates,
    }));
  });
  const pending = list.isPending || asked.some(({ isPending }) => isPending);
  if (first === null && !pending && found.length > 0) setFirst(found);
  const allow = asked.map(({ data }) => data?.allow ?? null).find((one) => one !== null) ?? null;
  return {
    places: first ?? (pending ? null : found),
    allow,
    error: list.error ?? asked.map(({ error }) => error).find((error) => error !== null) ?? null,
    retry: () => {
      for (const one of [list, ...asked]) if (one.isError) void one.refetch();
    },
  };
}
