import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { peopleQuery } from "../queries.ts";
import { Select } from "./field.tsx";

/** Chooses a person of the workspace, or nobody. */
export function PersonSelect(props: Omit<ComponentProps<typeof Select>, "options">) {
  const people = useQuery(peopleQuery).data ?? [];
  const options = [{ value: "", label: "No owner yet" }, ...people.map(({ id, name }) => ({ value: id, label: name }))];
  return <Select options={options} {...props} />;
}
