// Where the app stands on an item: panels above the activity, the context in the right column, a dialog for an action.
import { useEffect, useMemo, useState } from "react";
import { type z } from "zod";
import { AppStatus, type ModuleInfo } from "../wire.ts";
import { api } from "./api.ts";
import { AppModule } from "./app-module.tsx";
import { useSite } from "./site-context.ts";

export function InPlace({ module, issue, close }: { module: ModuleInfo; issue: string; close?: () => void }) {
  const place = useMemo(() => ({ moduleKey: module.key, issue }), [module.key, issue]);
  return <AppModule module={module} place={place} {...(close ? { close } : {})} />;
}

/** Like Jira's: a panel of the app above the activity. */
export function Panel({ module, issue }: { module: ModuleInfo; issue: string }) {
  const [open, setOpen] = useState(true);
  return (
    <section className="panel" aria-label={module.title}>
      <h2>
        <button
          type="button"
          className="panel-head"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <span className="twist" data-open={open || undefined} aria-hidden="true" />
          {module.title}
        </button>
      </h2>
      {open ? <InPlace module={module} issue={issue} /> : null}
    </section>
  );
}

/** In the right column, closed at first, with a lozenge from the app's dynamic properties. */
export function ContextPanel({ module, issue }: { module: ModuleInfo; issue: string }) {
  const { version } = useSite();
  const [open, setOpen] = useState(false);
  const [status, setStatus] = useState<AppStatusValue>(null);
  useEffect(() => {
    let current = true;
    api("POST", "/site/status", AppStatus, { moduleKey: module.key, issue }).then(
      (read) => {
        if (current) setStatus(read);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [module.key, issue, version]);
  return (
    <section className="context" aria-label={module.title}>
      <h2>
        <button
          type="button"
          className="panel-head"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <span className="twist" data-open={open || undefined} aria-hidden="true" />
          {module.title}
          <StatusSign status={status} />
        </button>
      </h2>
      {open ? <InPlace module={module} issue={issue} /> : null}
    </section>
  );
}

type AppStatusValue = z.infer<typeof AppStatus>;

function StatusSign({ status }: { status: AppStatusValue }) {
  if (status?.value === undefined) return null;
  const label = typeof status.value === "string" ? status.value : (status.value.label ?? "");
  const look = typeof status.value === "string" ? "default" : (status.value.type ?? "default");
  return (
    <span className="fk-lozenge" data-look={look}>
      {label}
    </span>
  );
}
