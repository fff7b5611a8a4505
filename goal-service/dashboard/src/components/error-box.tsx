import { TriangleAlert } from "lucide-react";
import { Fault, isForbidden, problemOf } from "../api.ts";
import { Button } from "./button.tsx";

interface ErrorBoxProps {
  what: string;
  error: unknown;
  works?: string;
  retry?: () => void;
}

/** What failed, what still works, a way to try again, and the request's number to copy. */
export function ErrorBox({ what, error, works, retry }: ErrorBoxProps) {
  const requestId = error instanceof Fault ? error.requestId : null;
  const help = isForbidden(error) ? " An admin of this workspace can give you the right." : "";
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-line bg-sub p-3.5">
      <TriangleAlert size={16} aria-hidden className="mt-px flex-none text-riskmark" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{what}</p>
        <p className="mt-0.5 text-fg2">
          {problemOf(error)}
          {help} {works}
        </p>
        {requestId !== null && (
          <p className="mt-1 text-xs text-fg3">
            Request <span className="font-mono select-all">{requestId}</span>
          </p>
        )}
      </div>
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  );
}
