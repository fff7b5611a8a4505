// A form of the app in a dialog: draws what the app says, asks again on each watched change, sends it at the end.
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { Dialog } from "../../base/pages/dialog.tsx";
import { type Form } from "../components/answers.ts";
import { type Ask } from "../components/ask.ts";
import { type Outcome } from "../components/outcome.ts";
import { askApp } from "./ask-app.ts";
import { Broken, Connect } from "./connect.tsx";
import { FormField } from "./form-field.tsx";
import { isFilled, type Values, valuesOf } from "./form-values.ts";

export interface FormPlace {
  open: Ask;
  change: (url: string, field: string, values: Values) => Ask;
  submit: (url: string, values: Values) => Ask;
  search: (url: string, text: string) => Ask;
}

interface Props {
  title: string;
  place: FormPlace;
  close: () => void;
  done: () => void;
  /** What stands above the app's own fields. */
  children?: ReactNode;
}

type State = { is: "loading" | "authenticate" | "broken" } | { is: "form"; form: Form };

export function AppForm({ title, place, close, done, children }: Props) {
  const [state, setState] = useState<State>({ is: "loading" });
  const [values, setValues] = useState<Values>({});
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);
  const opening = useRef(place.open);

  const take = useCallback(
    (outcome: Outcome) => {
      if (outcome.outcome === "form") {
        setState({ is: "form", form: outcome.form });
        setValues(valuesOf(outcome.form));
      } else if (outcome.outcome === "authenticate") setState({ is: "authenticate" });
      else if (outcome.outcome === "attach" || outcome.outcome === "saved") done();
      else setState({ is: "broken" });
    },
    [done],
  );
  /** Only the latest question counts: an answer to an earlier one would take back what was typed since. */
  const ask = useCallback(
    async (what: Ask) => {
      const mine = ++turn.current;
      setBusy(true);
      const outcome = await askApp(what).catch((): Outcome => ({ outcome: "broken" }));
      if (mine !== turn.current) return;
      setBusy(false);
      take(outcome);
    },
    [take],
  );
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void ask(opening.current);
  }, [ask]);

  const again = (): void => {
    setState({ is: "loading" });
    void ask(place.open);
  };
  const set = (id: string, value: unknown, watched: boolean): void => {
    const next = { ...values, [id]: value };
    setValues(next);
    const url = state.is === "form" ? state.form.metadata.on_change_callback : undefined;
    if (watched && url !== undefined) void ask(place.change(url, id, next));
  };
  const shown = state.is === "form" ? state.form.metadata : undefined;
  const submitUrl = shown?.on_submit_callback;
  const ready = submitUrl !== undefined && !busy && (shown?.fields.every((field) => isFilled(field, values)) ?? false);
  return (
    <Dialog title={shown?.title ?? title} close={close}>
      {state.is === "loading" ? <span className="spinner" role="status" aria-label="Loading" /> : null}
      {state.is === "authenticate" ? <Connect done={again} /> : null}
      {state.is === "broken" ? <Broken /> : null}
      <form
        className="app-form"
        noValidate
        aria-busy={busy}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void ask(place.submit(submitUrl, values));
        }}
      >
        {children}
        {shown?.fields.map((field) => (
          <FormField key={field.id} field={field} value={values[field.id]} set={set} search={place.search} />
        ))}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          {shown ? (
            <button type="submit" className="button button-primary" disabled={!ready}>
              {shown.submit_button_text ?? "Submit"}
            </button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}
