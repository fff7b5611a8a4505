// Short messages at the lower left, such as what can be undone.
import { useEffect } from "react";
import { Cross } from "./icons.tsx";
import { type Toast } from "./site-context.ts";

const LONG_ENOUGH = 8000;

export function Toasts({ toasts, close }: { toasts: Toast[]; close: (id: string) => void }) {
  return (
    <div className="toasts" role="region" aria-label="Messages" aria-live="polite">
      {toasts.map((toast) => (
        <One key={toast.id} toast={toast} close={close} />
      ))}
    </div>
  );
}

function One({ toast, close }: { toast: Toast; close: (id: string) => void }) {
  useEffect(() => {
    const timer = setTimeout(() => {
      close(toast.id);
    }, LONG_ENOUGH);
    return () => {
      clearTimeout(timer);
    };
  }, [toast, close]);
  const { action } = toast;
  return (
    <div className="toast" role={toast.bad === true ? "alert" : undefined}>
      <span>{toast.text}</span>
      {action ? (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            action.run();
            close(toast.id);
          }}
        >
          {action.text}
        </button>
      ) : null}
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        onClick={() => {
          close(toast.id);
        }}
      >
        <Cross />
      </button>
    </div>
  );
}
