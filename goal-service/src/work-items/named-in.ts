import type { Arrival } from "./read-rows.ts";
import type { Batch } from "./write.ts";

/** The accounts and the containers that some reads name beside their items. */

export function identitiesIn(arrivals: readonly Arrival[]): Batch["identities"] {
  const people = arrivals.flatMap(({ read }) => read.assignees);
  return new Map(
    people.map((person) => [
      person.remoteId,
      { remote_id: person.remoteId, name: person.name ?? null, email: person.email?.toLowerCase() ?? null },
    ]),
  );
}

export function containersIn(arrivals: readonly Arrival[]): NonNullable<Batch["containers"]> {
  return new Map(
    arrivals.flatMap(({ read: { ref, container } }) =>
      container
        ? [[ref.container, { remote_id: ref.container, key: container.key ?? null, name: container.name ?? null }]]
        : [],
    ),
  );
}
