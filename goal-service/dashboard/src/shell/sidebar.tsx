import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { Keyboard, LayoutList, Search, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "../components/avatar.tsx";
import { IconButton } from "../components/button.tsx";
import { Freshness } from "../components/freshness.tsx";
import { HealthMark } from "../components/health-mark.tsx";
import { goalPath } from "../paths.ts";
import { meQuery, portfolioQuery } from "../queries.ts";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { ThemeSwitch } from "./theme-switch.tsx";
import { Wordmark } from "./wordmark.tsx";

const ROW =
  "flex h-[30px] min-w-0 items-center gap-2 rounded-md px-2 text-fg2 hover:bg-hover aria-[current]:bg-sel aria-[current]:font-medium aria-[current]:text-fg pointer-coarse:h-11";
const ICON = { size: 15, strokeWidth: 1.75, "aria-hidden": true, className: "flex-none text-fg3" } as const;

interface EntryProps {
  to: "/" | "/settings/connections";
  /** Addresses that belong to this entry, besides its own. */
  also?: RegExp;
  children: ReactNode;
}

function Entry({ to, also, children }: EntryProps) {
  const path = useLocation({ select: (location) => location.pathname });
  const current = path === to ? "page" : also?.test(path) === true ? "true" : undefined;
  return (
    <Link to={to} className={ROW} aria-current={current}>
      {children}
    </Link>
  );
}

/** The goals that the signed-in person owns, most urgent first. */
function MyGoals() {
  const me = useQuery(meQuery).data?.person ?? null;
  const rows = useQuery(portfolioQuery()).data?.rows ?? [];
  const mine = me === null ? [] : rows.filter((row) => row.ownerId === me.id).slice(0, 7);
  if (mine.length === 0) return null;
  return (
    <nav aria-label="My goals" className="mt-5">
      <p className="px-2 text-2xs font-medium text-fg3">My goals</p>
      <ul className="mt-1 flex flex-col gap-px">
        {mine.map((row) => (
          <li key={row.id}>
            <a href={goalPath(row.key, row.title)} data-to className={ROW}>
              <HealthMark health={row.state} size={11} />
              <span className="sr-only">{STATE_WORDS[row.state]}: </span>
              <span className="truncate">{row.title}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Foot({ onKeys }: { onKeys: () => void }) {
  const person = useQuery(meQuery).data?.person ?? null;
  const freshness = useQuery(portfolioQuery()).data?.freshness ?? [];
  return (
    <div className="mt-auto flex flex-col gap-px pt-4">
      {freshness.length > 0 && (
        <div className="mb-1 px-2 py-1.5">
          <Freshness sources={freshness} />
        </div>
      )}
      <Entry to="/settings/connections" also={/^\/settings\//}>
        <Settings {...ICON} />
        Settings
      </Entry>
      <div className="flex items-center gap-0.5 pl-2">
        {person !== null && (
          <Link
            to="/settings/account"
            className="mr-auto flex min-h-7 min-w-0 items-center gap-2 rounded-md text-fg2 hover:text-fg pointer-coarse:min-h-11"
            data-tip="My account, sign out"
          >
            <Avatar name={person.name} size={18} />
            <span className="truncate">
              {person.name}
              <span className="sr-only">, my account</span>
            </span>
          </Link>
        )}
        <span className="ml-auto" />
        <IconButton label="Keys" onClick={onKeys}>
          <Keyboard size={15} aria-hidden />
        </IconButton>
        <ThemeSwitch />
      </div>
    </div>
  );
}

export function SidebarContent({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  const workspace = useQuery(meQuery).data?.workspace.name;
  return (
    <>
      <Link to="/" className="flex h-8 flex-none items-center rounded-md px-2 hover:bg-hover">
        <Wordmark {...(workspace === undefined ? {} : { name: workspace })} />
      </Link>
      <button
        type="button"
        onClick={onSearch}
        className="mt-2 flex h-8 flex-none items-center gap-2 rounded-md border border-line bg-bg px-2 text-fg3 hover:border-line2"
      >
        <Search size={14} aria-hidden />
        Search or jump
        <kbd className="ml-auto font-sans text-2xs">Ctrl K</kbd>
      </button>
      <nav aria-label="Main" className="mt-3 flex flex-col gap-px">
        <Entry to="/" also={/^\/(goals|initiatives)\//}>
          <LayoutList {...ICON} />
          Portfolio
        </Entry>
      </nav>
      <MyGoals />
      <Foot onKeys={onKeys} />
    </>
  );
}
