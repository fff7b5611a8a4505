// One item: title, status, details, the app's panels, what happened.
import { useEffect, useState } from "react";
import { IssueView, type ModuleInfo } from "../wire.ts";
import { act } from "./api.ts";
import { Missing } from "./board-page.tsx";
import { Dialog } from "../../base/pages/dialog.tsx";
import { ContextPanel, InPlace, Panel } from "./issue-app-panels.tsx";
import { ChildItems } from "./issue-children.tsx";
import { Crumbs, Title } from "./issue-head.tsx";
import { Details, StatusMenu } from "./issue-details.tsx";
import { IssueActions } from "./issue-actions.tsx";
import { Activity } from "./issue-activity.tsx";
import { message } from "../../base/pages/use-shell.ts";
import { useSite } from "./site-context.ts";
import { useLoaded } from "./use-loaded.ts";

export function IssuePage({ issue }: { issue: string }) {
  const { site, flag, changed } = useSite();
  const loaded = useLoaded(`/site/issue/${issue}`, IssueView);
  const [action, setAction] = useState<ModuleInfo>();
  const view = loaded.value;
  useEffect(() => {
    if (view) document.title = `${view.card.key} ${view.card.summary}`;
  }, [view]);
  if (!view)
    return loaded.problem === undefined ? (
      <div className="loading" role="status" aria-label="Loading" />
    ) : (
      <Missing what="item" />
    );
  if (loaded.problem !== undefined) return <Missing what="item" />;

  const edit = async (fields: Record<string, unknown>): Promise<void> => {
    try {
      await act("PUT", `/rest/api/3/issue/${view.card.id}`, { fields });
    } catch (error) {
      flag({ id: "edit", title: "Not saved", description: message(error), type: "error", actions: [] });
    }
    changed();
  };
  const kinds = (kind: string): ModuleInfo[] => site.modules.filter((module) => module.kind === kind);
  return (
    <div className="issue">
      <div className="issue-main">
        <Crumbs view={view} />
        <div className="issue-head">
          <Title view={view} save={(summary) => edit({ summary })} />
          <IssueActions view={view} openAction={setAction} />
        </div>
        <section aria-label="Description" className="issue-text">
          <h2>Description</h2>
          {view.description === "" ? (
            <p className="quiet">No description</p>
          ) : (
            view.description.split("\n").map((line, at) => <p key={at}>{line}</p>)
          )}
        </section>
        <ChildItems view={view} />
        {kinds("jira:issuePanel").map((module) => (
          <Panel key={`${module.key} ${site.me.accountId}`} module={module} issue={view.card.id} />
        ))}
        <Activity view={view} />
      </div>
      <aside className="issue-side" aria-label="Details of this item">
        <StatusMenu view={view} />
        <Details view={view} edit={edit} />
        {kinds("jira:issueContext").map((module) => (
          <ContextPanel key={`${module.key} ${site.me.accountId}`} module={module} issue={view.card.id} />
        ))}
      </aside>
      {action ? (
        <Dialog
          title={action.title}
          close={() => {
            setAction(undefined);
          }}
          width={action.size ?? "medium"}
        >
          <InPlace
            module={action}
            issue={view.card.id}
            close={() => {
              setAction(undefined);
            }}
          />
        </Dialog>
      ) : null}
    </div>
  );
}
