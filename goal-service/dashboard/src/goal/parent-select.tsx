import type { Goal } from "@throughline/shared/goals";
import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { Select } from "../components/field.tsx";
import { goalQuery, portfolioQuery } from "../queries.ts";
import { possibleParents } from "./possible-parents.ts";

interface ParentSelectProps extends Omit<ComponentProps<typeof Select>, "options"> {
  /** The goal that is put under another; undefined while it is being made. */
  goal?: Goal;
}

/** Under which goal one stands: never itself, nor one below it. What it stands under now can always be kept. */
export function ParentSelect({ goal, ...rest }: ParentSelectProps) {
  const rows = useQuery(portfolioQuery()).data?.rows ?? [];
  const parentId = goal?.parentId ?? null;
  const now = useQuery({ ...goalQuery(parentId ?? ""), enabled: parentId !== null }).data;
  const parents = possibleParents(rows, goal?.id);
  const known = now === undefined || parents.some(({ id }) => id === now.id) ? parents : [now, ...parents];
  const options = known.map(({ id, key, title }) => ({ value: id, label: `${key} ${title}` }));
  return <Select {...rest} options={[{ value: "", label: "No goal above" }, ...options]} />;
}
