import { X } from "lucide-react";
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { IconButton } from "./button.tsx";

interface Message {
  id: number;
  text: string;
  link?: { href: string; label: string } | undefined;
}

type Say = (text: string, link?: Message["link"]) => void;

const ToastContext = createContext<Say>(() => undefined);

/** Says in a corner, and aloud, what has been done. */
export const useToast = (): Say => use(ToastContext);

const STAYS = 6000;
let nextId = 1;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const drop = useCallback((id: number) => {
    setMessages((all) => all.filter((message) => message.id !== id));
  }, []);
  const say = useCallback<Say>(
    (text, link) => {
      const id = nextId++;
      setMessages((all) => [...all.slice(-2), { id, text, link }]);
      setTimeout(drop, STAYS, id);
    },
    [drop],
  );
  const list = useMemo(
    () => (
      <div
        role="status"
        aria-live="polite"
        className="noprint fixed right-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-32px)] flex-col gap-2"
      >
        {messages.map((message) => (
          <div
            key={message.id}
            className="flex items-center gap-2 rounded-lg border border-line2 bg-pop py-2 pr-1.5 pl-3 shadow-pop"
          >
            <span className="min-w-0 flex-1">{message.text}</span>
            {message.link && (
              <a href={message.link.href} target="_blank" rel="noreferrer" className="flex-none font-medium underlined">
                {message.link.label}
              </a>
            )}
            <IconButton
              label="Dismiss"
              onClick={() => {
                drop(message.id);
              }}
            >
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        ))}
      </div>
    ),
    [messages, drop],
  );
  return (
    <ToastContext value={say}>
      {children}
      {list}
    </ToastContext>
  );
}
