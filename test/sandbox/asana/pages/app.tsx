// The shell: bar above, side bar at the left, the page in between.
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { Bootstrap } from "../wire.ts";
import { AdminAppsPage } from "./admin-apps-page.tsx";
import { AdminWebhooksPage } from "./admin-webhooks-page.tsx";
import { api } from "./api.ts";
import { CreateDialog } from "./create-dialog.tsx";
import { HomePage } from "./home-page.tsx";
import { MyPage } from "./my-page.tsx";
import { ProjectPage } from "./project-page.tsx";
import { SideBar } from "./side-bar.tsx";
import { message, SiteContext, type SiteView, type Toast } from "./site-context.ts";
import { TaskPage } from "./task-page.tsx";
import { Toasts } from "./toasts.tsx";
import { useNews } from "./use-news.ts";
import { TopBar } from "./top-bar.tsx";

const here = (): string => window.location.pathname + window.location.search;

export function App() {
  const [site, setSite] = useState<Bootstrap>();
  const [problem, setProblem] = useState<string>();
  const [path, setPath] = useState(here);
  const [toasts, setToasts] = useState<Toast[]>([]);
  const [version, setVersion] = useState(0);
  const [creating, setCreating] = useState<{ project: string | undefined }>();

  const reloadSite = useCallback(async () => {
    try {
      setSite(await api("GET", "/site/bootstrap", Bootstrap));
      setProblem(undefined);
    } catch (error) {
      setProblem(message(error));
    }
  }, []);
  const go = useCallback((to: string) => {
    window.history.pushState(null, "", to);
    setPath(here());
  }, []);
  const toast = useCallback((one: Toast) => {
    setToasts((now) => [one, ...now.filter((other) => other.id !== one.id)].slice(0, 3));
  }, []);
  const closeToast = useCallback((id: string) => {
    setToasts((now) => now.filter((other) => other.id !== id));
  }, []);
  const changed = useCallback(() => {
    setVersion((now) => now + 1);
    void reloadSite();
  }, [reloadSite]);
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

  useEffect(() => {
    void reloadSite();
    const back = (): void => {
      setPath(here());
    };
    window.addEventListener("popstate", back);
    return () => {
      window.removeEventListener("popstate", back);
    };
  }, [reloadSite]);

  const view = useMemo((): SiteView | undefined => {
    if (!site) return undefined;
    const create = (project?: string): void => {
      setCreating({ project });
    };
    return { site, path, go, toast, attempt, changed, version, reloadSite, create };
  }, [site, path, go, toast, attempt, changed, version, reloadSite]);

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
      {creating ? (
        <CreateDialog
          project={creating.project}
          close={() => {
            setCreating(undefined);
          }}
        />
      ) : null}
      <Toasts toasts={toasts} close={closeToast} />
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
