import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useToast } from "../components/toast.tsx";
import { type GoalDialog, openDialog } from "./dialog-state.ts";
import type { Suggestion } from "./suggestions.ts";

/** What needs nothing but the goal. */
const PLAIN: Record<string, GoalDialog> = {
  "check-in": { kind: "check-in" },
  decision: { kind: "decision", what: "" },
  initiative: { kind: "initiative" },
};

/** A button elsewhere leads here with what to do: its dialog opens once what it is about is known. */
export function useAskedDialog(suggestions: readonly Suggestion[], ready: boolean): void {
  const asked = useSearch({ from: "/goals/$key", select: (search) => search.do });
  const say = useToast();
  const navigate = useNavigate({ from: "/goals/$key" });
  useEffect(() => {
    if (asked === undefined || !ready) return;
    const found = suggestions.flatMap((one) => ("dialog" in one && one.dialog.kind === asked ? one.dialog : []));
    const dialog = found[0] ?? PLAIN[asked];
    if (dialog === undefined) say("This goal does not ask for that now. What it asks for stands on this page.");
    else openDialog(dialog);
    void navigate({ search: ({ do: _done, ...rest }) => rest, replace: true, resetScroll: false });
  }, [asked, ready, suggestions, navigate, say]);
}
