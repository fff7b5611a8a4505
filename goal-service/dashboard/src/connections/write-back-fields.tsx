import type { WriteBack } from "@throughline/shared/connections";

const WAYS = [
  {
    key: "projectField",
    label: "A field “Goal health” on the project",
    hint: "Shows as a column; nobody is notified.",
    full: false,
  },
  {
    key: "statusUpdate",
    label: "A status update when the health changes",
    hint: "At most one a day; followers are notified.",
    full: true,
  },
  {
    key: "nativeGoal",
    label: "Metric and status of the tool's own goal",
    hint: "Where the workspace has Goals.",
    full: true,
  },
] as const;

interface WriteBackFieldsProps {
  writeBack: WriteBack;
  /** The app is registered with full permissions. */
  full: boolean;
  onChange: (writeBack: WriteBack) => void;
}

/** What we write into the tool beyond our mark: nothing until somebody asks for it. Never into a task. */
export function WriteBackFields({ writeBack, full, onChange }: WriteBackFieldsProps) {
  return (
    <fieldset>
      <legend className="text-xs font-medium text-fg2">Write health back to the tool</legend>
      {WAYS.map(({ key, label, hint, full: needsFull }) => {
        const missing = needsFull && !full;
        return (
          <label key={key} className="flex items-start gap-3 py-1.5">
            <input
              type="checkbox"
              className="mt-0.5 size-4 flex-none accent-(--accent)"
              checked={writeBack[key]}
              disabled={missing}
              onChange={(event) => {
                onChange({ ...writeBack, [key]: event.target.checked });
              }}
            />
            <span>
              {label}
              <span className="block text-xs text-fg3">
                {missing ? "Needs an app registered with full permissions (ASANA_SCOPES=default)." : hint}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
