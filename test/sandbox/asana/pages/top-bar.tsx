// The bar above: create, time, who I am.
import { useCallback, useState } from "react";
import { Menu, type MenuItem } from "../../base/pages/menu.tsx";
import { type Mode, TimeDialog } from "../../base/pages/time-dialog.tsx";
import { DaysPassed } from "../wire.ts";
import { act, api } from "./api.ts";
import { Avatar } from "./avatar.tsx";
import { Chevron } from "../../base/pages/icons.tsx";
import { Clock, Logo, Plus } from "./icons.tsx";
import { LinkTo } from "./link-to.tsx";
import { useSite } from "./site-context.ts";

export function TopBar() {
  const { site, create, attempt, changed, reloadSite } = useSite();
  const [time, setTime] = useState(false);
  const pass = useCallback(
    async (days: number, mode: Mode): Promise<void> => {
      await api("POST", "/site/days", DaysPassed, { days, mode });
      changed();
    },
    [changed],
  );
  const people: MenuItem[] = [
    { heading: "Act as" },
    ...site.people.map((person) => ({
      label: person.name,
      checked: person.gid === site.me.gid,
      ...(person.admin ? { hint: "Admin" } : {}),
      run: () => void attempt("Could not switch", () => act("POST", "/site/me", { gid: person.gid })),
    })),
    { heading: "Look" },
    ...(["light", "dark"] as const).map((theme) => ({
      label: theme === "light" ? "Light" : "Dark",
      run: () => {
        setTheme(theme);
      },
    })),
  ];
  const today = new Date(`${site.today}T12:00:00Z`);
  return (
    <header className="bar">
      <LinkTo to="/" className="brand">
        <Logo />
        <span>asana</span>
        <span className="brand-note">sandbox</span>
      </LinkTo>
      <button
        type="button"
        className="bar-create"
        onClick={() => {
          create();
        }}
      >
        <Plus /> Create
      </button>
      <span className="grow" />
      <button
        type="button"
        className="bar-button"
        onClick={() => {
          setTime(true);
        }}
      >
        <Clock />
        <span>Time</span>
        <span className="bar-today">
          {today.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" })}
        </span>
      </button>
      <Menu label={`Acting as ${site.me.name}`} items={people} className="bar-button" align="end" plain>
        <Avatar gid={site.me.gid} />
        <span className="hidden">: act as another person</span>
        <span className="bar-me" aria-hidden="true">
          {site.me.name}
        </span>
        <Chevron />
      </Menu>
      {time ? (
        <TimeDialog
          today={site.today}
          days={site.days}
          pass={pass}
          refresh={reloadSite}
          close={() => {
            setTime(false);
          }}
        />
      ) : null}
    </header>
  );
}

function setTheme(theme: "light" | "dark"): void {
  localStorage.setItem("asana-theme", theme);
  document.documentElement.dataset["theme"] = theme;
}
