import { memo } from "react";

const SHOWN = 14;

/** One block for each item in progress; a stalled one is hollow and marked. */
export const WorkBlocks = memo(function WorkBlocks({ active, stalled }: { active: number; stalled: number }) {
  if (active === 0 && stalled === 0) return <span className="text-fg3">No active work</span>;
  const blocks = Math.min(Math.max(active, stalled), SHOWN);
  return (
    <span className="inline-flex items-center gap-2">
      <svg width={blocks * 5 - 1} height="12" aria-hidden className="flex-none">
        {Array.from({ length: blocks }, (_, index) =>
          index < stalled ? (
            <rect
              key={index}
              x={index * 5 + 0.6}
              y=".6"
              width="2.8"
              height="10.8"
              rx="1.2"
              fill="var(--risk-bg)"
              stroke="var(--risk-mark)"
              strokeWidth="1.2"
            />
          ) : (
            <rect key={index} x={index * 5} y="0" width="4" height="12" rx="1.4" fill="var(--block)" />
          ),
        )}
      </svg>
      <span className="num whitespace-nowrap text-fg2">
        {active}
        <span className="sr-only"> active</span>
        {stalled > 0 && <span className="text-risk">, {stalled} stalled</span>}
      </span>
    </span>
  );
});
