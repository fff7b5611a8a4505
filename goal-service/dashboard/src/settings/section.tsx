import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  about?: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A part of a settings page under its own heading, with the one act that adds to it. */
export function Section({ title, about, action, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-8">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {action !== undefined && <div className="ml-auto">{action}</div>}
      </div>
      {about !== undefined && <p className="mt-0.5 max-w-[68ch] text-fg2">{about}</p>}
      {children}
    </section>
  );
}

/** Rows of a list, each in one line where there is room. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="mt-3 rounded-xl border border-line">
      {children}
    </ul>
  );
}

interface RowProps {
  title: ReactNode;
  about: ReactNode;
  state?: ReactNode;
  children?: ReactNode;
}

export function Row({ title, about, state, children }: RowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-t border-line px-4 py-2.5 first:border-t-0">
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-medium break-words">{title}</p>
        <p className="num text-xs text-fg2">{about}</p>
      </div>
      {state}
      <div className="flex flex-wrap items-center gap-1.5 empty:hidden">{children}</div>
    </li>
  );
}
