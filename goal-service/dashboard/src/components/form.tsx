import { type ReactNode, useEffect, useRef, useState } from "react";

interface FormProps {
  saving: boolean;
  /** Says at the fields what is missing; true when nothing is. */
  check: () => boolean;
  onSubmit: () => void;
  className?: string;
  children: ReactNode;
}

/** A form that can always be sent: what is missing or refused is said at its field, and the first such field is focused. */
export function Form({ saving, check, onSubmit, className, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [sent, setSent] = useState(0);
  useEffect(() => {
    if (sent > 0 && !saving) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [sent, saving]);
  return (
    <form
      ref={form}
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        if (saving) return;
        setSent((times) => times + 1);
        if (check()) onSubmit();
      }}
    >
      {children}
    </form>
  );
}
