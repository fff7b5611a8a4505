// The bar above: create, apps, settings, time, who I am.
import { useState } from "react";
import { Avatar } from "../host/feedback.tsx";
import { act } from "./api.ts";
import { Chevron } from "../../base/pages/icons.tsx";
import { Menu, type MenuItem } from "../../base/pages/menu.tsx";
import { message } from "../../base/pages/use-shell.ts";
import { useSite } from "./site-context.ts";
import { TimeControl } from "./time-control.tsx";

export function TopBar() {
  const { site, go, create, flag, changed, reloadSite } = useSite();
  const [time, setTime] = useState(false);
  const globals = site.modules.filter((module) => module.kind === "jira:globalPage");
  const admins = site.modules.filter((module) => module.kind === "jira:adminPage");
  const apps: MenuItem[] = [
    { heading: "Your apps" },
    ...globals.map((module) => ({
      label: module.title,
      run: () => {
        go(site.page);
      },
    })),
  ];
  const settings: MenuItem[] = [
    { heading: "Apps" },
    ...admins.map((module) => ({
      label: module.title,
      run: () => {
        go(`/settings/apps/${module.key}`);
      },
    })),
    { heading: "Look" },
    {
      label: "Light",
      run: () => {
        setTheme("light");
      },
    },
    {
      label: "Dark",
      run: () => {
        setTheme("dark");
      },
    },
  ];
  const switchTo = async (accountId: string): Promise<void> => {
    try {
      await act("POST", "/site/me", { accountId });
      await reloadSite();
      changed();
    } catch (error) {
      flag({ id: "switch", title: "Could not switch", description: message(error), type: "error", actions: [] });
    }
  };
  const people: MenuItem[] = [
    { heading: "Look at the site as" },
    ...site.people.map((person) => ({
      label: person.name,
      checked: person.accountId === site.me.accountId,
      ...(person.admin ? { hint: "Jira admin" } : {}),
      icon: <Avatar name={person.name} />,
      run: () => void switchTo(person.accountId),
    })),
  ];
  return (
    <header className="bar">
      <a
        className="brand"
        href="/"
        onClick={(event) => {
          event.preventDefault();
          go("/");
        }}
      >
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <rect width="24" height="24" rx="6" fill="var(--brand)" />
          <path d="M12 5l7 7-7 7-7-7z" fill="#fff" />
        </svg>
        <span>Jira</span>
        <span className="brand-note">sandbox</span>
      </a>
      <button
        type="button"
        className="button button-primary"
        onClick={() => {
          create();
        }}
      >
        Create
      </button>
      <nav aria-label="Site" className="bar-nav">
        {globals.length > 0 ? (
          <Menu label="Apps" items={apps} className="bar-button">
            Apps <Chevron />
          </Menu>
        ) : null}
        <Menu label="Settings" items={settings} className="bar-button">
          Settings <Chevron />
        </Menu>
      </nav>
      <span className="bar-space" />
      <button
        type="button"
        className="bar-button bar-time"
        onClick={() => {
          setTime(true);
        }}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M8 4.4V8l2.6 1.6" fill="none" stroke="currentColor" strokeWidth="1.4" />
        </svg>
        <span>Time</span>
        <span className="bar-today">
          {new Date(`${site.today}T12:00:00Z`).toLocaleDateString("en-GB", {
            weekday: "short",
            day: "numeric",
            month: "short",
            timeZone: "UTC",
          })}
        </span>
      </button>
      <Menu label={`Signed in as ${site.me.name}`} items={people} className="bar-button bar-me" align="end" plain>
        <Avatar name={site.me.name} />
        <span className="hidden">Signed in as </span>
        <span className="bar-me-name">{site.me.name}</span>
        <Chevron />
      </Menu>
      {time ? (
        <TimeControl
          close={() => {
            setTime(false);
          }}
        />
      ) : null}
    </header>
  );
}

function setTheme(theme: "light" | "dark"): void {
  localStorage.setItem("jira-theme", theme);
  document.documentElement.dataset["theme"] = theme;
}
