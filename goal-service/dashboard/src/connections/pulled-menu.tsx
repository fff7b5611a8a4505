import { MenuItem } from "../components/menu-items.tsx";

type Act = "mapping" | "serves" | "sync" | "end";

const ACTS: readonly { act: Act; words: string; tone?: "off" }[] = [
  { act: "mapping", words: "What statuses mean" },
  { act: "serves", words: "A project that serves an initiative" },
  { act: "sync", words: "Read everything again" },
  { act: "end", words: "Disconnect", tone: "off" },
];

/** What is done more rarely; loaded when the menu first opens. */
export function PulledMenu({ syncing, onPick }: { syncing: boolean; onPick: (act: Act) => void }) {
  return ACTS.map(({ act, words, ...tone }) => (
    <MenuItem
      key={act}
      {...tone}
      disabled={act === "sync" && syncing}
      onSelect={() => {
        onPick(act);
      }}
    >
      {act === "sync" && syncing ? "Everything is being read now" : words}
    </MenuItem>
  ));
}
