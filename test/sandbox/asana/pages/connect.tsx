// The app wants to know who this is: a button that opens its sign-in, and what came of it.
import { useState } from "react";
import { authenticate } from "./authenticate.ts";
import { useSite } from "./site-context.ts";

export function Connect({ done }: { done: () => void }) {
  const { site } = useSite();
  const [state, setState] = useState<"asking" | "open" | "no">("asking");
  const open = async (): Promise<void> => {
    setState("open");
    if (await authenticate(site.app.authUrl)) done();
    else setState("no");
  };
  return (
    <div className="connect">
      <p>{`${site.app.name} needs your permission to work here.`}</p>
      <button type="button" className="button button-primary" disabled={state === "open"} onClick={() => void open()}>
        {state === "open" ? "Waiting for the other window…" : `Connect ${site.app.name}`}
      </button>
      {state === "no" ? <p role="alert">{`${site.app.name} was not connected.`}</p> : null}
    </div>
  );
}

export function Broken() {
  return (
    <p className="broken" role="alert">
      Something went wrong. Try again.
    </p>
  );
}
