import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useRef } from "react";
import { useHotkeys } from "../hotkeys.ts";

/** Filters the table by words as they are typed; `/` goes there. */
export function FindGoal() {
  const field = useRef<HTMLInputElement>(null);
  const { q } = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  const find = (text: string) => {
    const words = text.slice(0, 100);
    void navigate({
      search: (old) => ({ ...old, q: words === "" ? undefined : words }),
      replace: true,
      resetScroll: false,
    });
  };
  useHotkeys({ "/": () => field.current?.focus() });
  return (
    <span className="relative max-sm:hidden">
      <Search size={13} aria-hidden className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-fg3" />
      <input
        ref={field}
        type="search"
        aria-label="Find a goal"
        aria-keyshortcuts="/"
        placeholder="Find"
        value={q ?? ""}
        onChange={(event) => {
          find(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          find("");
          event.currentTarget.blur();
        }}
        className="h-7 w-28 rounded-md border border-transparent bg-transparent pr-2 pl-7 transition-[width] duration-120 hover:bg-hover focus:w-52 focus:border-linein focus:bg-bg not-placeholder-shown:w-52 not-placeholder-shown:border-line2"
      />
    </span>
  );
}
