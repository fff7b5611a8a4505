import type { ReactNode } from "react";
import { Button } from "./button.tsx";

interface ConflictNoteProps {
  /** What differs: the field, their value, ours. */
  rows: readonly { field: string; theirs: string; mine: string }[];
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** Someone else saved meanwhile: both values side by side, and the choice. */
export function ConflictNote({ rows, onTakeTheirs, onKeepMine }: ConflictNoteProps): ReactNode {
  return (
    <div className="rounded-lg border border-line2 bg-sub p-3 text-fg">
      <p className="font-medium">Someone else changed this while you were editing</p>
      <table className="mt-2 w-full text-left">
        <thead className="text-xs text-fg3">
          <tr>
            <th className="py-1 pr-3 font-normal">Field</th>
            <th className="py-1 pr-3 font-normal">Theirs</th>
            <th className="py-1 font-normal">Yours</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, theirs, mine }) => (
            <tr key={field} className="border-t border-line align-top">
              <td className="py-1 pr-3 text-fg2">{field}</td>
              <td className="py-1 pr-3">{theirs}</td>
              <td className="py-1">{mine}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={onTakeTheirs}>Take theirs</Button>
        <Button onClick={onKeepMine}>Save mine over it</Button>
      </div>
    </div>
  );
}
