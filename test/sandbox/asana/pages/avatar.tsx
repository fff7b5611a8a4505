// A person as a round with initials; the name stands beside it or hidden.
import { usePerson } from "./site-context.ts";

const tint = (name: string): number => Array.from(name).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 8;
const initials = (name: string): string =>
  name
    .split(" ")
    .map((part) => part.charAt(0))
    .join("");

export function Avatar({ gid, showName = false }: { gid: string | null; showName?: boolean }) {
  const person = usePerson(gid);
  return (
    <span className="person">
      {person ? (
        <span className="avatar" data-tint={tint(person.name)} aria-hidden="true">
          {initials(person.name)}
        </span>
      ) : (
        <span className="avatar avatar-none" aria-hidden="true" />
      )}
      <span className={showName ? "person-name" : "hidden"}>{person?.name ?? "No assignee"}</span>
    </span>
  );
}
