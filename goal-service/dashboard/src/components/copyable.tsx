import { Copy } from "lucide-react";
import { Button } from "./button.tsx";
import { useToast } from "./toast.tsx";

/** A text to be taken elsewhere, whole. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const say = useToast();
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-fg2">{label}</p>
      <div className="flex items-center gap-2 rounded-md border border-line2 bg-sub py-1 pr-1 pl-2.5">
        <code className="min-w-0 flex-1 font-mono text-xs break-all select-all">{text}</code>
        <Button
          aria-label={`Copy ${label.toLowerCase()}`}
          onClick={() => {
            void navigator.clipboard.writeText(text).then(
              () => {
                say(`${label} is copied.`);
              },
              () => {
                say("The browser did not allow it. Select the text and copy it by hand.");
              },
            );
          }}
        >
          <Copy size={13} aria-hidden />
          Copy
        </Button>
      </div>
    </div>
  );
}
