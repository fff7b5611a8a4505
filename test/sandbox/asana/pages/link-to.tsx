// A link within the pages: walks there without loading, and leaves opening in a new tab to the browser.
import { type ReactNode } from "react";
import { useSite } from "./site-context.ts";

interface Props {
  to: string;
  className?: string;
  current?: boolean;
  children: ReactNode;
}

export function LinkTo({ to, className, current, children }: Props) {
  const { go } = useSite();
  return (
    <a
      href={to}
      className={className}
      aria-current={current === true ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
