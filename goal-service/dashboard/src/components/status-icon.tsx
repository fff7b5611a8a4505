import type { Category } from "@throughline/shared/vocabulary";
import { HealthMark } from "./health-mark.tsx";

interface StatusIconProps {
  category: Category;
  blocked?: boolean;
}

/** Where an item stands in its tool: to do, in progress, done, cancelled; blocked has a bar. */
export function StatusIcon({ category, blocked = false }: StatusIconProps) {
  if (category === "done") return <HealthMark health="achieved" />;
  if (category === "cancelled") return <HealthMark health="dropped" />;
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden className="flex-none text-fg3">
      <circle
        cx="7"
        cy="7"
        r="5.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeDasharray={category === "todo" ? "2 2" : undefined}
      />
      {blocked ? (
        <path d="M4.6 7h4.8" stroke="var(--off-mark)" strokeWidth="2" strokeLinecap="round" />
      ) : (
        category === "doing" && <path d="M7 3.4a3.6 3.6 0 0 1 0 7.2Z" fill="currentColor" />
      )}
    </svg>
  );
}
