import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { goalPath, initiativePath } from "../paths.ts";
import { portfolioQuery } from "../queries.ts";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { HealthMark } from "./health-mark.tsx";
import { InitiativeMark } from "./initiative-mark.tsx";

interface Entry {
  id: string;
  label: string;
  about: string;
  search: string;
  to: string;
  icon: ReactNode;
}

const action = <ArrowRight size={14} aria-hidden className="flex-none text-fg3" />;
const ACTIONS: readonly Entry[] = [
  { id: "portfolio", label: "Go to Portfolio", about: "", search: "", to: "/", icon: action },
  { id: "new", label: "New goal", about: "", search: "create add", to: "/?new=goal", icon: action },
  {
    id: "connections",
    label: "Go to Connections",
    about: "Settings",
    search: "jira asana sync",
    to: "/settings/connections",
    icon: action,
  },
  {
    id: "people",
    label: "Go to People",
    about: "Settings",
    search: "invite role",
    to: "/settings/people",
    icon: action,
  },
  {
    id: "account",
    label: "Go to My account",
    about: "Settings",
    search: "sign out session token",
    to: "/settings/account",
    icon: action,
  },
];

function useEntries(): Entry[] {
  const rows = useQuery(portfolioQuery()).data?.rows ?? [];
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
  return [...goals, ...initiatives, ...ACTIONS];
}

/** Find a goal or an initiative by words or key, or do something; loaded on the first Ctrl K. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const entries = useEntries();
  const go = (entry: Entry) => {
    onClose();
    void navigate({ href: entry.to });
  };
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Popup
          aria-label="Search or jump"
          className="fixed top-[14dvh] left-1/2 z-50 w-[600px] max-w-[calc(100vw-24px)] -translate-x-1/2 overflow-hidden rounded-xl border border-line2 bg-pop shadow-pop"
        >
          <Autocomplete.Root
            items={entries}
            open
            inline
            autoHighlight="always"
            limit={40}
            itemToStringValue={(entry: Entry) => `${entry.label} ${entry.about} ${entry.search}`}
          >
            <Autocomplete.Input
              aria-label="Find a goal or an initiative, or an action"
              placeholder="Find a goal, initiative or key, or type an action"
              className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none"
            />
            <Autocomplete.Empty className="px-4 py-6 text-center text-fg2 empty:hidden">
              Nothing has these words. Try a key, for example G-1.
            </Autocomplete.Empty>
            <Autocomplete.List className="max-h-[min(360px,56dvh)] overflow-y-auto p-1.5 empty:hidden">
              {(entry: Entry) => (
                <Autocomplete.Item
                  key={entry.id}
                  value={entry}
                  onClick={() => {
                    go(entry);
                  }}
                  className="flex h-9 items-center gap-2.5 rounded-md px-2.5 data-highlighted:bg-hover"
                >
                  {entry.icon}
                  <span className="truncate">{entry.label}</span>
                  <span className="ml-auto flex-none text-xs text-fg3">{entry.about}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
