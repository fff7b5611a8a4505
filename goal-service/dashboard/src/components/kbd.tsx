import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-[18px] min-w-[18px] place-items-center rounded-sm border border-line2 bg-sub px-1 font-sans text-2xs text-fg2">
      {children}
    </kbd>
  );
}
