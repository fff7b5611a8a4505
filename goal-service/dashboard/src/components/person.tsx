import { firstName } from "../format.ts";
import { Avatar } from "./avatar.tsx";

interface PersonProps {
  name: string | null;
  short?: boolean;
  over?: boolean;
}

/** A person by first name in tables, the full name on hover. */
export function Person({ name, short = false, over = false }: PersonProps) {
  if (name === null) return <span className="text-fg3">No owner</span>;
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-2" {...(short ? { "data-tip": name } : {})}>
      <Avatar name={name} over={over} />
      <span className="truncate">{short ? firstName(name) : name}</span>
    </span>
  );
}
