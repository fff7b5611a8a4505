// The shell: bar above, rail at the left, the page in between.
import { type ReactNode, useCallback, useMemo } from "react";
import { useShell } from "../../base/pages/use-shell.ts";
import { type Flag } from "../host/bridge.ts";
import { HostContext } from "../host/host-context.ts";
import { Bootstrap } from "../wire.ts";
import { api } from "./api.ts";
import { AppPage } from "./app-page.tsx";
import { BoardPage } from "./board-page.tsx";
import { CreateDialog } from "./create-dialog.tsx";
import { Flags } from "./flags.tsx";
import { IssuePage } from "./issue-page.tsx";
import { Rail } from "./rail.tsx";
import { SiteContext, type SiteView, useSite } from "./site-context.ts";
import { TopBar } from "./top-bar.tsx";

const readSite = () => api("GET", "/site/bootstrap", Bootstrap);

export function App() {
  const shell = useShell<Bootstrap, Flag>(readSite, 4);
  const { site, problem, reloadSite, version, changed, say: flag, unsay: closeFlag, create } = shell;
  const path = new URL(shell.path, window.location.origin).pathname;
  const show = shell.go;
  const go = useCallback(
    (to: string) => {
      show(to);
      window.scrollTo(0, 0);
    },
    [show],
  );
  const view = useMemo((): SiteView | undefined => {
    if (!site) return undefined;
    return { site, path, go, flag, closeFlag, changed, version, reloadSite, create };
  }, [site, path, go, flag, closeFlag, changed, version, reloadSite, create]);
  const host = useMemo(
    () => ({ people: site?.people ?? [], go, heading: 3, levels: new Map<string, number>() }),
    [site, go],
  );

  if (!view)
    return (
      <div className="first">
        {problem === undefined ? (
          <span className="fk-spinner" role="status" aria-label="Loading" />
        ) : (
          <p role="alert">{problem}</p>
        )}
      </div>
    );
  return (
    <SiteContext.Provider value={view}>
      <HostContext.Provider value={host}>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <TopBar />
        <div className="body">
          <Rail />
          <main id="main" tabIndex={-1}>
            <Page path={path} />
          </main>
        </div>
        {shell.creating ? <CreateDialog project={shell.creating.project} close={shell.created} /> : null}
        <Flags flags={shell.messages} />
      </HostContext.Provider>
    </SiteContext.Provider>
  );
}

/** Which page of the app an address means: by module, or, as on a real site, by the ids of app and environment. */
function appPageAt(path: string, site: Bootstrap): { moduleKey: string; project?: string } | undefined {
  const [, first = "", second = "", third = "", fourth = ""] = path.split("/");
  if (first === "jira" && second === "apps") {
    const ours = path === site.page || path.startsWith(`${site.page}/`);
    return { moduleKey: site.modules.find(({ kind }) => ours && kind === "jira:globalPage")?.key ?? "" };
  }
  if (first === "apps") return { moduleKey: second };
  if (first === "settings" && second === "apps") return { moduleKey: third };
  return first === "projects" && third === "apps" ? { moduleKey: fourth, project: second } : undefined;
}

function Page({ path }: { path: string }): ReactNode {
  const { site } = useSite();
  const [, first = "", second = ""] = path.split("/");
  const appPage = appPageAt(path, site);
  if (appPage) return <AppPage key={appPage.moduleKey} {...appPage} />;
  return first === "browse" ? <IssuePage key={second} issue={second} /> : <BoardPage key={second} project={second} />;
}
