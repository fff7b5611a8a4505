import clsx from "clsx";
import { ChevronRight } from "lucide-react";

/** From the goal to the thing that can be changed, which stands out; a reason alone stays quiet. */
export function CauseChain({ links }: { links: readonly string[] }) {
  const last = links.length - 1;
  return (
    <span className="text-fg2">
      {links.map((link, index) => (
        <span key={index}>
          {index > 0 && <ChevronRight size={13} className="mx-1 inline align-[-2px] text-fg3" aria-hidden />}
          <span className={clsx(index === last && last > 0 && "font-medium text-fg")}>{link}</span>
        </span>
      ))}
    </span>
  );
}
