import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type Entry, useEntries } from "./palette-entries.tsx";

/** Find a goal, an initiative, work or a person by words or key, or do something; loaded on the first Ctrl K. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const entries = useEntries(words);
  const go = ({ to }: Entry) => {
    onClose();
    if (/^https?:/.test(to)) window.open(to, "_blank", "noreferrer");
    else void navigate({ href: to });
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
            value={words}
            onValueChange={setWords}
            itemToStringValue={(entry: Entry) => `${entry.label} ${entry.about} ${entry.search}`}
          >
            <Autocomplete.Input
              aria-label="Find a goal, initiative, work item or person, or an action"
              placeholder="Find a goal, initiative, CS-9 or person, or type an action"
              className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none"
            />
            <Autocomplete.Empty className="px-4 py-6 text-center text-fg2 empty:hidden">
              Nothing has these words. Try a key, for example G-1 or CS-9.
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
