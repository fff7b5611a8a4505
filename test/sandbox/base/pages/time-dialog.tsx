// Lets days pass: in the goal service, which counts them, and in both sandboxes alike.
import { useEffect, useRef, useState } from "react";
import { Dialog } from "./dialog.tsx";

const choices = [1, 5, 14];
export type Mode = "goes_on" | "stands_still";

interface Props {
  today: string;
  /** How far this site stands ahead of the machine's clock. */
  days: number;
  /** Lets them pass; ends when the last has. */
  pass: (days: number, mode: Mode) => Promise<void>;
  /** Reads `today` and `days` again. */
  refresh: () => Promise<void>;
  close: () => void;
}

export function TimeDialog({ today, days: ahead, pass, refresh, close }: Props) {
  const [days, setDays] = useState(1);
  const [mode, setMode] = useState<Mode>("goes_on");
  const [state, setState] = useState<"asking" | "passing" | "passed">("asking");
  const [problem, setProblem] = useState<string>();
  const [gone, setGone] = useState(0);
  const from = useRef(ahead);

  useEffect(() => {
    if (state !== "passing") return undefined;
    const timer = setInterval(() => void refresh(), 700);
    return () => {
      clearInterval(timer);
    };
  }, [state, refresh]);
  useEffect(() => {
    setGone(Math.max(0, ahead - from.current));
  }, [ahead]);

  const letPass = async (): Promise<void> => {
    from.current = ahead;
    setGone(0);
    setState("passing");
    setProblem(undefined);
    try {
      await pass(days, mode);
      setState("passed");
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setState("asking");
    }
  };

  const busy = state === "passing";
  return (
    <Dialog title="Time" close={close} width="small">
      <p className="quiet">
        {`It is ${new Date(`${today}T12:00:00Z`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" })} here${ahead === 0 ? "." : `, ${String(ahead)} ${ahead === 1 ? "day" : "days"} ahead of your clock.`}`}
      </p>
      <fieldset className="choice-row" disabled={busy}>
        <legend>Let pass</legend>
        {choices.map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name="days"
              checked={days === choice}
              onChange={() => {
                setDays(choice);
              }}
            />
            <span>{`${String(choice)} ${choice === 1 ? "day" : "days"}`}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="choice-list" disabled={busy}>
        <legend>Meanwhile</legend>
        <label>
          <input
            type="radio"
            name="mode"
            checked={mode === "goes_on"}
            onChange={() => {
              setMode("goes_on");
            }}
          />
          <span>
            <strong>The company goes on</strong>
            <small>
              The others work: every open item that you did not create or move yourself gets on. Yours wait for you.
            </small>
          </span>
        </label>
        <label>
          <input
            type="radio"
            name="mode"
            checked={mode === "stands_still"}
            onChange={() => {
              setMode("stands_still");
            }}
          />
          <span>
            <strong>Everything stands still</strong>
            <small>Nobody touches anything; only the days go by.</small>
          </span>
        </label>
      </fieldset>
      <div aria-live="polite">
        {busy ? (
          <>
            <div
              className="fk-progress"
              role="progressbar"
              aria-label="Days passed"
              aria-valuemin={0}
              aria-valuemax={days}
              aria-valuenow={gone}
            >
              <span style={{ width: `${String(Math.min(100, Math.max(4, (gone / days) * 100)))}%` }} />
            </div>
            <p className="quiet">{`Day ${String(Math.min(gone + 1, days))} of ${String(days)}`}</p>
          </>
        ) : null}
        {state === "passed" ? (
          <p className="done">{`${String(days)} ${days === 1 ? "day has" : "days have"} passed.`}</p>
        ) : null}
        {problem === undefined ? null : (
          <p className="wrong" role="alert">
            {problem}
          </p>
        )}
      </div>
      <div className="dialog-foot">
        <button type="button" className="button" onClick={close}>
          {state === "passed" ? "Close" : "Cancel"}
        </button>
        <button type="button" className="button button-primary" disabled={busy} onClick={() => void letPass()}>
          {busy ? "Passing…" : state === "passed" ? "Again" : "Let it pass"}
        </button>
      </div>
    </Dialog>
  );
}
