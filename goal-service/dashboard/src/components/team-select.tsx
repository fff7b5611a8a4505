import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { teamsQuery } from "../queries.ts";
import { Select } from "./field.tsx";

/** One of the workspace's teams, or none. */
export function TeamSelect(props: Omit<ComponentProps<typeof Select>, "options">) {
  const teams = useQuery(teamsQuery).data ?? [];
  const options = [{ value: "", label: "No team" }, ...teams.map(({ id, name }) => ({ value: id, label: name }))];
  return <Select {...props} options={options} />;
}
