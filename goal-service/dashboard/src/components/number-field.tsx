import { type DecimalMark, readNumber, unmistakable } from "@throughline/shared/typed-number";
import type { ReactNode } from "react";
import { typedAs } from "../format.ts";
import { Field, Input } from "./field.tsx";

/** The decimal mark of the person's own locale: a typed "1.234" is read by it first. */
export const ownMark = (): DecimalMark => {
  const mark = new Intl.NumberFormat(navigator.language)
    .formatToParts(1.5)
    .find(({ type }) => type === "decimal")?.value;
  return mark === "," || mark === "\u066b" ? "," : ".";
};

/** A number as people type it; null where there is none, or where it may be one of two. */
export function numberOf(text: string): number | null {
  const typed = readNumber(text, ownMark());
  return typed.kind === "number" ? typed.value : null;
}

/** What a number that has to be there lacks: it is missing, can't be read, or may be one of two. */
export function numberMissing(text: string, absent: string): string | undefined {
  const typed = readNumber(text, ownMark());
  if (typed.kind === "number") return undefined;
  if (typed.kind === "ambiguous") return "Choose which of the two is meant.";
  return typed.kind === "unreadable" ? typed.message : absent;
}

interface NumberFieldProps {
  label: string;
  value: string;
  onChange: (event: { target: { value: string } }) => void;
  unit?: string;
  error?: string | undefined;
  hint?: ReactNode;
  autoFocus?: boolean;
  optional?: boolean;
  className?: string;
}

/** A number field says how it reads what was typed, and asks where another reading is possible. */
export function NumberField({
  label,
  value,
  onChange,
  unit = "",
  error,
  hint,
  className,
  optional = false,
  ...rest
}: NumberFieldProps) {
  const typed = readNumber(value, ownMark());
  const choice = typed.kind === "ambiguous" && error !== undefined && (
    <>
      {error} {readAs(value, unit, onChange)}
    </>
  );
  const wrong = typed.kind === "unreadable" ? typed.message : choice || error;
  return (
    <Field
      label={label}
      optional={optional}
      error={wrong}
      hint={
        <>
          {readAs(value, unit, onChange)} {hint}
        </>
      }
      {...(className && { className })}
    >
      {(control) => (
        <Input
          {...control}
          {...rest}
          inputMode="decimal"
          autoComplete="off"
          className="num"
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

function readAs(text: string, unit: string, onChange: NumberFieldProps["onChange"]): ReactNode {
  const typed = readNumber(text, ownMark());
  if (typed.kind === "number") return /[.,'\s]/.test(text.trim()) ? `Read as ${typedAs(typed.value, unit)}.` : null;
  if (typed.kind !== "ambiguous") return null;
  return (
    <span role="status">
      Which one?
      {typed.readings.map((reading) => (
        <button
          key={reading}
          type="button"
          className="num ml-1.5 min-h-6 rounded border border-linein px-1.5 text-fg"
          onClick={() => {
            onChange({ target: { value: unmistakable(reading) } });
          }}
        >
          {typedAs(reading, unit)}
        </button>
      ))}
    </span>
  );
}
