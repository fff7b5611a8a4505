import { useState } from "react";
import { Dialog, DialogBody } from "../components/dialog.tsx";
import { Kbd } from "../components/kbd.tsx";
import { keysAreOn, switchKeys } from "../hotkeys.ts";

const KEYS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    "Everywhere",
    [
      ["Ctrl K", "Search or jump"],
      ["G P", "Go to Portfolio"],
      ["G S", "Go to Settings"],
      ["?", "This list"],
      ["Esc", "Close, and return to where you were"],
    ],
  ],
  [
    "Portfolio",
    [
      ["/", "Find a goal"],
      ["J K", "Move down, up"],
      ["→ ←", "Open, close"],
      ["Enter", "Go to the goal"],
      ["Space", "Look inside without leaving"],
      ["C", "New goal"],
    ],
  ],
  [
    "Goal",
    [
      ["C", "Check in"],
      ["E", "Edit"],
      ["← →", "Read the chart, when it has the focus"],
    ],
  ],
];

export function KeyList({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(keysAreOn);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <DialogBody>
        {KEYS.map(([where, keys]) => (
          <section key={where} aria-label={where}>
            <h3 className="mb-1 text-xs font-medium text-fg3">{where}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key} className="flex h-8 items-center border-b border-line last:border-0">
                  <dd className="order-first">{does}</dd>
                  <dt className="ml-auto flex gap-1">
                    {key.split(" ").map((part) => (
                      <Kbd key={part}>{part}</Kbd>
                    ))}
                  </dt>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => {
              switchKeys(event.target.checked);
              setOn(event.target.checked);
            }}
            className="size-4 accent-(--accent)"
          />
          Single keys are on
        </label>
      </DialogBody>
    </Dialog>
  );
}
