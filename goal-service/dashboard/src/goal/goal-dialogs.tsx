import type { Goal } from "@throughline/shared/goals";
import { lazy, Suspense, useEffect } from "react";
import { type GoalDialog, openDialog, useDialog } from "./dialog-state.ts";

const CheckInDialog = lazy(async () => ({ default: (await import("./check-in-dialog.tsx")).CheckInDialog }));
const ReadingDialog = lazy(async () => ({ default: (await import("./reading-dialog.tsx")).ReadingDialog }));
const ReadingsDialog = lazy(async () => ({ default: (await import("./readings-dialog.tsx")).ReadingsDialog }));
const CallDialog = lazy(async () => ({ default: (await import("./call-dialog.tsx")).CallDialog }));
const DecisionDialog = lazy(async () => ({ default: (await import("./decision-dialog.tsx")).DecisionDialog }));
const AskDialog = lazy(async () => ({ default: (await import("./ask-dialog.tsx")).AskDialog }));
const WorkDialog = lazy(async () => ({ default: (await import("./work-dialog.tsx")).WorkDialog }));
const CreateWorkDialog = lazy(async () => ({
  default: (await import("../initiative/create-work-dialog.tsx")).CreateWorkDialog,
}));
const EditGoalDialog = lazy(async () => ({ default: (await import("./edit-goal-dialog.tsx")).EditGoalDialog }));
const LifeDialog = lazy(async () => ({ default: (await import("./life-dialog.tsx")).LifeDialog }));
const KeyResultDialog = lazy(async () => ({ default: (await import("./key-result-dialog.tsx")).KeyResultDialog }));
const RemoveKeyResultDialog = lazy(async () => ({
  default: (await import("./remove-key-result-dialog.tsx")).RemoveKeyResultDialog,
}));
const InitiativeDialog = lazy(async () => ({
  default: (await import("../initiative/initiative-dialog.tsx")).InitiativeDialog,
}));

type AboutMeasure = Extract<GoalDialog, { kind: "reading" | "readings" | "key-result" | "remove-key-result" }>;
type AboutWork = Extract<GoalDialog, { kind: "ask" | "work" | "stop-or-move" }>;

const close = () => {
  openDialog(null);
};

/** What is done about the goal's numbers. */
function OpenMeasureDialog({ goal, dialog }: { goal: Goal; dialog: AboutMeasure }) {
  const shared = { goal, onClose: close };
  switch (dialog.kind) {
    case "reading":
      return <ReadingDialog {...shared} keyResultId={dialog.keyResultId} corrects={dialog.corrects} />;
    case "readings":
      return <ReadingsDialog {...shared} keyResultId={dialog.keyResultId} />;
    case "key-result":
      return <KeyResultDialog {...shared} keyResultId={dialog.keyResultId} />;
    case "remove-key-result":
      return <RemoveKeyResultDialog {...shared} keyResultId={dialog.keyResultId} />;
  }
}

/** What is done about the work behind the goal. */
function OpenWorkDialog({ goal, dialog }: { goal: Goal; dialog: AboutWork }) {
  switch (dialog.kind) {
    case "ask":
      return <AskDialog goal={goal} about={dialog} onClose={close} />;
    case "work":
      return <CreateWorkDialog initiativeId={dialog.initiativeId} tool={dialog.tool} onClose={close} />;
    case "stop-or-move":
      return <WorkDialog goal={goal} onClose={close} />;
  }
}

/** What is said of the goal itself, or changed in it. */
function OpenGoalDialog({ goal, dialog }: { goal: Goal; dialog: Exclude<GoalDialog, AboutMeasure | AboutWork> }) {
  const shared = { goal, onClose: close };
  switch (dialog.kind) {
    case "check-in":
      return <CheckInDialog {...shared} />;
    case "call":
      return <CallDialog {...shared} />;
    case "decision":
      return <DecisionDialog {...shared} about={dialog} />;
    case "edit":
      return <EditGoalDialog {...shared} />;
    case "pause":
    case "close":
    case "reopen":
      return <LifeDialog {...shared} about={dialog} />;
    case "initiative":
      return <InitiativeDialog {...shared} />;
  }
}

const MEASURE_KINDS = new Set<string>(["reading", "readings", "key-result", "remove-key-result"]);
const WORK_KINDS = new Set<string>(["ask", "work", "stop-or-move"]);
const isAboutMeasure = (dialog: GoalDialog): dialog is AboutMeasure => MEASURE_KINDS.has(dialog.kind);
const isAboutWork = (dialog: GoalDialog): dialog is AboutWork => WORK_KINDS.has(dialog.kind);

function OpenDialog({ goal }: { goal: Goal }) {
  const dialog = useDialog();
  if (!dialog) return null;
  if (isAboutMeasure(dialog)) return <OpenMeasureDialog goal={goal} dialog={dialog} />;
  if (isAboutWork(dialog)) return <OpenWorkDialog goal={goal} dialog={dialog} />;
  return <OpenGoalDialog goal={goal} dialog={dialog} />;
}

/** The dialog that is open, loaded when it is first needed; leaving the page closes it. */
export function GoalDialogs({ goal }: { goal: Goal }) {
  useEffect(() => close, []);
  return (
    <Suspense>
      <OpenDialog goal={goal} />
    </Suspense>
  );
}
