// The shell: bar above, side bar at the left, the page in between.
import { type ReactNode, useCallback, useMemo } from "react";
import { message, useShell } from "../../base/pages/use-shell.ts";
import { Bootstrap } from "../wire.ts";
import { AdminAppsPage } from "./admin-apps-page.tsx";
import { AdminWebhooksPage } from "./admin-webhooks-page.tsx";
import { api } from "./api.ts";
import { CreateDialog } from "./create-dialog.tsx";
import { HomePage } from "./home-page.tsx";
import { MyPage } from "./my-page.tsx";
import { ProjectPage } from "./project-page.tsx";
import { SideBar } from "./side-bar.tsx";
import { SiteContext, type SiteView, type Toast } from "./site-context.ts";
import { TaskPage } from "./task-page.tsx";
import { Toasts } from "./toasts.tsx";
import { useNews } from "./use-news.ts";
import { TopBar } from "./top-bar.tsx";

const readSite = () => api("GET", "/site/bootstrap", Bootstrap);

export function App() {
  const shell = useShell<Bootstrap, Toast>(readSite, 3);
  const { site, problem, reloadSite, path, go, version, say: toast, create } = shell;
  const readPage = shell.changed;
  const changed = useCallback(() => {
    readPage();
    void reloadSite();
  }, [readPage, reloadSite]);
  useNews(changed);
  const attempt = useCallback(
    async (what: string, does: () => Promise<unknown>) => {
      try {
        await does();
        changed();
        return true;
      } catch (error) {
        toast({ id: what, text: `${what}: ${message(error)}`, bad: true });
        return false;
      }
    },
    [changed, toast],
  );

  const view = useMemo((): SiteView | undefined => {
    if (!site) return undefined;
    return { site, path, go, toast, attempt, changed, version, reloadSite, create };
  }, [site, path, go, toast, attempt, changed, version, reloadSite, create]);

  if (!view)
    return (
      <main className="first">
        {problem === undefined ? <span className="spinner" role="status" aria-label="Loading" /> : null}
        {problem === undefined ? null : <p role="alert">{problem}</p>}
      </main>
    );
  return (
    <SiteContext.Provider value={view}>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <TopBar />
      <div className="body">
        <SideBar />
        <main id="main" tabIndex={-1}>
          <Page path={path} />
        </main>
      </div>
      {shell.creating ? <CreateDialog project={shell.creating.project} close={shell.created} /> : null}
      <Toasts toasts={shell.messages} close={shell.unsay} />
    </SiteContext.Provider>
  );
}

function Page({ path }: { path: string }): ReactNode {
  const { pathname, searchParams } = new URL(path, window.location.origin);
  const [, first = "", second = "", third = ""] = pathname.split("/");
  if (first === "my") return <MyPage />;
  if (first === "admin") return second === "webhooks" ? <AdminWebhooksPage /> : <AdminAppsPage />;
  if (first === "0" && second === "0") return <TaskPage key={third} task={third} />;
  if (first === "0") return <ProjectPage key={second} project={second} task={third} view={searchParams.get("view")} />;
  return <HomePage />;
}
