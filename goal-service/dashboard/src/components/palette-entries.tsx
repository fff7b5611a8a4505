import { STATE_WORDS } from "@throughline/shared/health/words";
import type { WorkItem } from "@throughline/shared/work-items";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { type ReactNode, useDeferredValue } from "react";
import { goalPath, initiativePath, keyOf } from "../paths.ts";
import { foundItemsQuery, peopleQuery, portfolioQuery } from "../queries.ts";
import { useWriteBlock } from "../write-block.ts";
import { Avatar } from "./avatar.tsx";
import { HealthMark } from "./health-mark.tsx";
import { InitiativeMark } from "./initiative-mark.tsx";
import { ToolIcon } from "./tool-icon.tsx";

export interface Entry {
  id: string;
  label: string;
  about: string;
  /** Further words by which it is found. */
  search: string;
  /** An address here, or in a tool. */
  to: string;
  icon: ReactNode;
}

const action = <ArrowRight size={14} aria-hidden className="flex-none text-fg3" />;

const PLACES: readonly Omit<Entry, "icon">[] = [
  { id: "portfolio", label: "Go to Portfolio", about: "", search: "", to: "/" },
  {
    id: "risk",
    label: "Show what is at risk or off track",
    about: "",
    search: "health filter red amber",
    to: "/?health=red,amber",
  },
  { id: "stalled", label: "Show goals with stalled items", about: "", search: "filter work", to: "/?work=stalled" },
  { id: "people", label: "Go to People", about: "Settings", search: "invite role", to: "/settings/people" },
  {
    id: "account",
    label: "Go to My account",
    about: "Settings",
    search: "sign out session token",
    to: "/settings/account",
  },
  {
    id: "connections",
    label: "Go to Connections",
    about: "Settings",
    search: "jira asana sync",
    to: "/settings/connections",
  },
];

/** What changes something, where it can be changed: on a goal's page also what is done to that goal. */
function useActs(): Omit<Entry, "icon">[] {
  const blocked = useWriteBlock() !== null;
  const path = useLocation({ select: (location) => location.pathname });
  if (blocked) return [];
  const goal = /^\/goals\/(G-\d+)/i.exec(path)?.[1];
  const here = (act: string, label: string, search: string) => ({
    ...{ id: act, label, search, about: goal ?? "" },
    to: `${path}?do=${act}`,
  });
  return [
    { id: "new", label: "New goal", about: "", search: "create add", to: "/?new=goal" },
    ...(goal === undefined
      ? []
      : [
          here("check-in", "Check in", "note update"),
          here("decision", "Record a decision", "decide"),
          here("initiative", "New initiative", "add bet"),
        ]),
  ];
}

/** Work is found where it is linked: the page of its initiative; unlinked or behind a private goal, in its tool. */
function entryOfItem(q: string, { id, key, title, tool, url, link, status, owner }: WorkItem): Entry {
  const initiative = link?.initiativeKey ?? "";
  return {
    id,
    label: key === null ? title : `${key} ${title}`,
    about: [status.name, owner?.name].filter(Boolean).join(", "),
    // It was found by these words, wherever they stand.
    search: `${initiative} ${q}`,
    to: initiative === "" ? (url ?? "/") : initiativePath(initiative),
    icon: <ToolIcon tool={tool} />,
  };
}

/** Everything that the palette knows for these words: goals, initiatives, people and actions, and work that has them. */
export function useEntries(words: string): Entry[] {
  const rows = useQuery(portfolioQuery()).data?.rows ?? [];
  const people = useQuery(peopleQuery).data ?? [];
  const q = useDeferredValue(words.trim());
  const found = useQuery({ ...foundItemsQuery(q), enabled: q.length >= 2, placeholderData: keepPreviousData }).data;
  const acts = useActs();
  const goals = rows.map((row) => ({
    id: row.id,
    label: row.title,
    about: row.key,
    search: STATE_WORDS[row.state],
    to: goalPath(row.key, row.title),
    icon: <HealthMark health={row.state} />,
  }));
  const initiatives = rows.flatMap((row) =>
    row.initiatives.map((initiative) => ({
      id: initiative.id,
      label: initiative.title,
      about: initiative.key,
      search: row.title,
      to: initiativePath(initiative.key),
      icon: <InitiativeMark level={initiative.mark} />,
    })),
  );
  const persons = people.map(({ id, name }) => ({
    id,
    label: name,
    about: "Their goals",
    search: "person owner",
    to: `/?owner=${id}`,
    icon: <Avatar name={name} size={16} />,
  }));
  const items = q.length >= 2 ? (found ?? []).map((item) => entryOfItem(q, item)) : [];
  const isKey = keyOf(q) !== q || items.some(({ label }) => label.toLowerCase().startsWith(`${q.toLowerCase()} `));
  const actions = [...acts, ...PLACES].map((entry) => ({ ...entry, icon: action }));
  return isKey
    ? [...items, ...goals, ...initiatives, ...persons, ...actions]
    : [...goals, ...initiatives, ...items, ...persons, ...actions];
}
