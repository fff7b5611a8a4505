import { Link, Outlet } from "@tanstack/react-router";

const PAGES = [
  { to: "/settings/connections", label: "Connections" },
  { to: "/settings/people", label: "People" },
  { to: "/settings/account", label: "My account" },
] as const;

/** What is set up once, beside the page of each part. */
export function SettingsFrame() {
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-4 md:grid-cols-[148px_minmax(0,1fr)]">
      <nav aria-label="Settings" className="noprint">
        <p className="mb-1 hidden px-2 text-2xs font-medium text-fg3 md:block">Settings</p>
        <ul className="flex flex-wrap gap-px md:flex-col">
          {PAGES.map(({ to, label }) => (
            <li key={to}>
              <Link
                to={to}
                className="flex h-[30px] items-center rounded-md px-2 text-fg2 hover:bg-hover aria-[current]:bg-sel aria-[current]:font-medium aria-[current]:text-fg pointer-coarse:h-11"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </div>
  );
}
