import clsx from "clsx";

/** Lines of the right height while the first answer is under way. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block rounded-sm bg-sel pulse", className)} />;
}

export function SkeletonRows({ rows, height, label }: { rows: number; height: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center gap-3 border-b border-line" style={{ height }}>
          <Skeleton className="ml-6 size-3.5 rounded-full" />
          <Skeleton className={clsx("h-2.5", ["w-72", "w-56", "w-80", "w-64"][index % 4])} />
          <Skeleton className="ml-auto h-2.5 w-24" />
          <Skeleton className="h-2.5 w-16 max-sm:hidden" />
          <Skeleton className="h-2.5 w-20 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
