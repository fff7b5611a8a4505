import { Button } from "./button.tsx";

interface DiscardQuestionProps {
  onKeep: () => void;
  onDiscard: () => void;
}

/** Asked before something typed would be thrown away; Escape keeps it. */
export function DiscardQuestion({ onKeep, onDiscard }: DiscardQuestionProps) {
  return (
    <div
      role="alertdialog"
      aria-labelledby="discard-question"
      className="flex flex-none flex-wrap items-center gap-2 border-t border-line bg-riskbg px-5 py-3"
    >
      <p id="discard-question" className="mr-auto min-w-0 font-medium text-risk">
        What you typed is not saved yet.
      </p>
      <Button className="h-8" look="danger" onClick={onDiscard}>
        Discard it
      </Button>
      <Button className="h-8" look="main" autoFocus onClick={onKeep}>
        Keep editing
      </Button>
    </div>
  );
}
