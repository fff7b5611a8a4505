import type { Goal } from "@throughline/shared/goals";
import { MenuGroup, MenuItem } from "../components/menu-items.tsx";
import { useWriteBlock } from "../write-block.ts";
import { openDialog, type GoalDialog } from "./dialog-state.ts";

interface Act {
  label: string;
  dialog: GoalDialog;
  off?: true;
}

function actsOf(goal: Goal): Act[] {
  if (goal.state === "closed") return [{ label: "Reopen", dialog: { kind: "reopen" } }];
  const pause: Act =
    goal.state === "active"
      ? { label: "Pause", dialog: { kind: "pause", to: "paused" } }
      : { label: goal.state === "draft" ? "Make active" : "Resume", dialog: { kind: "pause", to: "active" } };
  return [
    { label: "Edit", dialog: { kind: "edit" } },
    { label: "Call it differently", dialog: { kind: "call" } },
    { label: "Record a decision", dialog: { kind: "decision", what: "" } },
    { label: "Add a key result", dialog: { kind: "key-result" } },
    pause,
    { label: "Close with its result", dialog: { kind: "close" }, off: true },
  ];
}

/** Everything else that can be done with a goal. */
export function GoalMenu({ goal }: { goal: Goal }) {
  const block = useWriteBlock();
  const items = actsOf(goal).map(({ label, dialog, off }) => (
    <MenuItem
      key={label}
      disabled={block !== null}
      {...(off ? { tone: "off" } : {})}
      onSelect={() => {
        openDialog(dialog);
      }}
    >
      {label}
    </MenuItem>
  ));
  return block === null ? items : <MenuGroup title={block}>{items}</MenuGroup>;
}
