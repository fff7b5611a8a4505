// A page that belongs wholly to the app: global page, project page, admin page.
import { useMemo } from "react";
import { HostContext, useHost } from "../host/host-context.ts";
import { AppModule } from "./app-module.tsx";
import { Missing } from "./board-page.tsx";
import { useSite } from "./site-context.ts";

export function AppPage({ moduleKey, project }: { moduleKey: string; project?: string }) {
  const { site } = useSite();
  const around = useHost();
  const host = useMemo(() => ({ ...around, heading: 2 }), [around]);
  const module = site.modules.find((entry) => entry.key === moduleKey);
  const place = useMemo(() => ({ moduleKey, ...(project === undefined ? {} : { project }) }), [moduleKey, project]);
  if (!module) return <Missing what="app page" />;
  if (module.kind === "jira:adminPage" && !site.me.admin) {
    return (
      <div className="missing">
        <h1>{module.title}</h1>
        <p>Only a Jira admin can open this page. Oskar Lindqvist is one; you can look as him at the top right.</p>
      </div>
    );
  }
  return (
    <div className="app-page">
      <h1>{module.title}</h1>
      <HostContext.Provider value={host}>
        <AppModule key={site.me.accountId} module={module} place={place} />
      </HostContext.Provider>
    </div>
  );
}
