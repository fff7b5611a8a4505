import { FIRST_DAY, LAST_DAY } from "@throughline/shared/calendar";
import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";

interface Control {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  className?: string;
  children: (control: Control) => ReactNode;
}

/** A label, its control, a hint, and what is wrong with the value. */
export function Field({ label, hint, error, optional = false, className, children }: FieldProps) {
  const id = useId();
  const wrong = error !== undefined;
  const described = wrong || hint !== undefined;
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-xs font-medium text-fg2">
        {label}
        {optional && <span className="font-normal text-fg3"> optional</span>}
      </label>
      {children({
        id,
        ...(described ? { "aria-describedby": `${id}-about` } : {}),
        ...(wrong ? { "aria-invalid": true } : {}),
      })}
      {described && (
        <p id={`${id}-about`} className={clsx("text-xs", wrong ? "text-off" : "text-fg3")}>
          {wrong ? error : hint}
        </p>
      )}
    </div>
  );
}

const LOOK =
  "w-full rounded-md border border-linein bg-bg px-2.5 text-sm text-fg aria-invalid:border-offmark focus-visible:outline-offset-0 disabled:opacity-60 pointer-coarse:min-h-11";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={clsx(LOOK, "h-8", className)} {...rest} />;
}

export function TextArea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={clsx(LOOK, "resize-y py-1.5", className)} {...rest} />;
}

export function DateField({ className, ...rest }: ComponentProps<"input">) {
  return <input type="date" min={FIRST_DAY} max={LAST_DAY} className={clsx(LOOK, "num h-8", className)} {...rest} />;
}

interface SelectProps extends ComponentProps<"select"> {
  options: readonly { value: string; label: string }[];
}

/** A native select, so that it works everywhere and costs nothing; its open list is drawn by us where that is possible. */
export function Select({ options, className, ...rest }: SelectProps) {
  return (
    <span className="relative block">
      <select className={clsx(LOOK, "picker h-8 truncate pr-7", className)} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-fg3"
      />
    </span>
  );
}
