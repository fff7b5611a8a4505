// The shell: bar above, rail at the left, the page in between.
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
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
import { SiteContext, type SiteView, message, useSite } from "./site-context.ts";
import { TopBar } from "./top-bar.tsx";

export function App() {
  const [site, setSite] = useState<Bootstrap>();
  const [problem, setProblem] = useState<string>();
  const [path, setPath] = useState(window.location.pathname);
  const [flags, setFlags] = useState<Flag[]>([]);
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
    setPath(new URL(to, window.location.origin).pathname);
    window.scrollTo(0, 0);
  }, []);
  const flag = useCallback((one: Flag) => {
    setFlags((now) => [one, ...now.filter((other) => other.id !== one.id)].slice(0, 4));
  }, []);
  const closeFlag = useCallback((id: string) => {
    setFlags((now) => now.filter((other) => other.id !== id));
  }, []);
  const changed = useCallback(() => {
    setVersion((now) => now + 1);
  }, []);

  useEffect(() => {
    void reloadSite();
    const back = (): void => {
      setPath(window.location.pathname);
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
    return { site, path, go, flag, closeFlag, changed, version, reloadSite, create };
  }, [site, path, go, flag, closeFlag, changed, version, reloadSite]);
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
        {creating ? (
          <CreateDialog
            project={creating.project}
            close={() => {
              setCreating(undefined);
            }}
          />
        ) : null}
        <Flags flags={flags} />
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
