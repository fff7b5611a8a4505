import { useNavigate } from "@tanstack/react-router";
import { type MouseEvent, useCallback } from "react";

/** One click handler for all plain anchors with `data-to`: hundreds of rows need no router link each. */
export function useInternalLinks(): (event: MouseEvent) => void {
  const navigate = useNavigate();
  return useCallback(
    (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      const anchor = event.target instanceof Element ? event.target.closest("a[data-to]") : null;
      const href = anchor?.getAttribute("href");
      if (href === null || href === undefined) return;
      event.preventDefault();
      void navigate({ href });
    },
    [navigate],
  );
}
