// The app's lookup: a text with suggestions; what is chosen or typed is sent, and what comes back is attached.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Dialog } from "../../base/pages/dialog.tsx";
import { type ListItem } from "../components/fields.ts";
import { type Outcome } from "../components/outcome.ts";
import { askApp } from "./ask-app.ts";
import { Broken, Connect } from "./connect.tsx";
import { useSite } from "./site-context.ts";
import { Suggestions, useWalk } from "./suggestions.tsx";

const PAUSE = 200;

export function LookupDialog({ task, close, done }: { task: string; close: () => void; done: () => void }) {
  const { site } = useSite();
  const own = useId();
  const [text, setText] = useState("");
  const [found, setFound] = useState<Outcome>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);

  useEffect(() => {
    const mine = ++turn.current;
    const timer = setTimeout(() => {
      void askApp({ call: "lookup", task, text })
        .catch((): Outcome => ({ outcome: "broken" }))
        .then((answer) => {
          if (mine === turn.current) setFound(answer);
        });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [task, text]);

  const attach = async (query: string): Promise<void> => {
    setBusy(true);
    const answer = await askApp({ call: "attach", task, query }).catch((): Outcome => ({ outcome: "broken" }));
    setBusy(false);
    setOutcome(answer);
    if (answer.outcome !== "attach") return;
    close();
    done();
  };
  const choose = (item: ListItem): void => void attach(item.value);
  const walk = useWalk(found?.outcome === "list" ? found.list.items : [], choose);
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && walk.at < 0 && text.trim() !== "") {
      event.preventDefault();
      void attach(text.trim());
    } else walk.press(event);
  };
  const again = (): void => {
    setOutcome(undefined);
    setText("");
    setFound(undefined);
    void askApp({ call: "lookup", task, text: "" }).then(setFound);
  };
  const unknown = outcome?.outcome === "authenticate" || found?.outcome === "authenticate";
  return (
    <Dialog title={site.app.lookupText} close={close} width="small">
      {unknown ? (
        <Connect done={again} />
      ) : (
        <div className="lookup" aria-busy={busy}>
          <label htmlFor={own} className="hidden">
            {site.app.lookupPlaceholder}
          </label>
          <input
            id={own}
            role="combobox"
            autoComplete="off"
            data-first
            aria-expanded={found?.outcome === "list"}
            aria-controls={`${own}-list`}
            aria-activedescendant={walk.at < 0 ? undefined : `${own}-${String(walk.at)}`}
            placeholder={site.app.lookupPlaceholder}
            value={text}
            disabled={busy}
            onChange={(event) => {
              setText(event.target.value);
            }}
            onKeyDown={press}
          />
          <Suggestions id={own} found={found} at={walk.at} choose={choose} />
          {outcome?.outcome === "refused" ? (
            <p className="app-error" role="alert">
              {outcome.text}
            </p>
          ) : null}
          {outcome?.outcome === "broken" ? <Broken /> : null}
        </div>
      )}
    </Dialog>
  );
}
