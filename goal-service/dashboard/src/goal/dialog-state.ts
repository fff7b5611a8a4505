import type { RecordedReading } from "@throughline/shared/key-results";
import { useSyncExternalStore } from "react";

/** A reading as it stands before somebody corrects it. */
export type Corrected = Pick<RecordedReading, "id" | "on" | "value" | "note">;

/** Which dialog of the goal page is open, and what it is about. One at a time. */
export type GoalDialog =
  | { kind: "check-in" }
  | { kind: "reading"; keyResultId: string; corrects?: Corrected }
  | { kind: "readings"; keyResultId: string }
  | { kind: "call" }
  | { kind: "decision"; what: string; accept?: boolean }
  | { kind: "ask"; workItemId: string; text?: string }
  | { kind: "work"; initiativeId: string; tool: string }
  | { kind: "stop-or-move" }
  | { kind: "edit" }
  | { kind: "pause"; to: "paused" | "active" }
  | { kind: "close" }
  | { kind: "reopen" }
  | { kind: "key-result"; keyResultId?: string }
  | { kind: "remove-key-result"; keyResultId: string }
  | { kind: "initiative" };

let current: GoalDialog | null = null;
const listeners = new Set<() => void>();

export function openDialog(dialog: GoalDialog | null): void {
  current = dialog;
  listeners.forEach((listener) => {
    listener();
  });
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useDialog = (): GoalDialog | null => useSyncExternalStore(subscribe, () => current);
