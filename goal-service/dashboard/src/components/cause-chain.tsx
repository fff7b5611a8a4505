import clsx from "clsx";
import { ChevronRight } from "lucide-react";

/** From the goal to the thing that can be changed, which stands out. */
export function CauseChain({ links }: { links: readonly string[] }) {
  return (
    <span className="flex flex-wrap items-center gap-x-1 text-fg2">
      {links.map((link, index) => (
        <span key={index} className="inline-flex min-w-0 items-center gap-1">
          {index > 0 && <ChevronRight size={13} className="flex-none text-fg3" aria-hidden />}
          <span className={clsx(index === links.length - 1 && "font-medium text-fg")}>{link}</span>
        </span>
      ))}
    </span>
  );
}
