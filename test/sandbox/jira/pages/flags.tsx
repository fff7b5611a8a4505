// Short messages at the lower left, from the site and from the app.
import { useEffect } from "react";
import { type Flag } from "../host/bridge.ts";
import { useSite } from "./site-context.ts";

const LONG_ENOUGH = 8000;

export function Flags({ flags }: { flags: Flag[] }) {
  return (
    <div className="flags" aria-live="polite" role="region" aria-label="Messages">
      {flags.map((flag) => (
        <One key={flag.id} flag={flag} />
      ))}
    </div>
  );
}

function One({ flag }: { flag: Flag }) {
  const { closeFlag } = useSite();
  useEffect(() => {
    const timer = setTimeout(() => {
      closeFlag(flag.id);
    }, LONG_ENOUGH);
    return () => {
      clearTimeout(timer);
    };
  }, [flag, closeFlag]);
  return (
    <div className="flag" data-look={flag.type}>
      <div>
        <strong>{flag.title}</strong>
        {flag.description === "" ? null : <p>{flag.description}</p>}
        {flag.actions.map((action) => (
          <button key={action.text} type="button" className="fk-link-button" onClick={action.run}>
            {action.text}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        onClick={() => {
          closeFlag(flag.id);
        }}
      >
        ×
      </button>
    </div>
  );
}
