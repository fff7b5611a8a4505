// A field of a form: its label, its control, and what is wrong with it.
import { type ReactNode } from "react";

interface FieldProps {
  label: string;
  required?: boolean;
  error: string | undefined;
  children: (id: string, described: string | undefined) => ReactNode;
}

export function Field({ label, required = false, error, children }: FieldProps) {
  const id = `create-${label.toLowerCase().replace(" ", "-")}`;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required ? (
          <span className="fk-required" aria-hidden="true">
            {" "}
            *
          </span>
        ) : null}
      </label>
      {children(id, error === undefined ? undefined : `${id}-error`)}
      {error === undefined ? null : (
        <p id={`${id}-error`} className="wrong" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
