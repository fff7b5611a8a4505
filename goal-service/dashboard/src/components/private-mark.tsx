import { Lock } from "lucide-react";

export const PRIVATE_WORDS = "Private: seen by its owner and the people named";

/** A lock beside the title of a goal that not everybody sees. */
export function PrivateMark() {
  return (
    <span className="flex flex-none text-fg3" data-tip={PRIVATE_WORDS}>
      <Lock size={12} aria-hidden />
      <span className="sr-only">{PRIVATE_WORDS}</span>
    </span>
  );
}
