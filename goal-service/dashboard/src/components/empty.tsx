import type { ReactNode } from "react";

interface EmptyProps {
  title: string;
  why: string;
  picture?: ReactNode;
  children?: ReactNode;
}

/** What would be here, why it matters, and the one next step. */
export function Empty({ title, why, picture, children }: EmptyProps) {
  return (
    <div className="flex flex-col items-center rounded-xl border border-dashed border-line2 px-6 py-10 text-center">
      {picture}
      <p className="text-base font-medium">{title}</p>
      <p className="mt-1 max-w-[52ch] text-fg2">{why}</p>
      {children !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
