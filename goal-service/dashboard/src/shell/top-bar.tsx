import { Link } from "@tanstack/react-router";
import { Menu, Search } from "lucide-react";
import { IconButton } from "../components/button.tsx";
import { Wordmark } from "./wordmark.tsx";

/** On small screens the sidebar's place is taken by this bar. */
export function TopBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  return (
    <header className="noprint sticky top-0 z-30 flex h-12 items-center gap-1 border-b border-line bg-bg px-2 lg:hidden">
      <IconButton label="Open the sidebar" onClick={onMenu}>
        <Menu size={17} aria-hidden />
      </IconButton>
      <Link to="/" className="mr-auto rounded-md px-1.5 py-1">
        <Wordmark />
      </Link>
      <IconButton label="Search or jump" onClick={onSearch}>
        <Search size={16} aria-hidden />
      </IconButton>
    </header>
  );
}
