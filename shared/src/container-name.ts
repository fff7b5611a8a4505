import type { ContainerLabel } from "./connections.ts";

/** "Customer success (CS)", or as much of it as is known. */
export const labelText = ({ key, name }: Pick<ContainerLabel, "key" | "name">): string | null =>
  name && key && name !== key ? `${name} (${key})` : ([name, key].find((text) => text !== null && text !== "") ?? null);

/** What people call this container; its id only where nobody has told us more. */
export function containerName(labels: readonly ContainerLabel[], id: string): string {
  const label = labels.find((one) => one.id === id);
  return (label && labelText(label)) ?? id;
}
