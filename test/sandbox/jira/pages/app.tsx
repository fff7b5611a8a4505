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
import { SiteContext, type SiteView, message } from "./site-context.ts";
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

function Page({ path }: { path: string }): ReactNode {
  const [, first = "", second = "", third = "", fourth = ""] = path.split("/");
  if (first === "browse") return <IssuePage key={second} issue={second} />;
  if (first === "apps") return <AppPage key={second} moduleKey={second} />;
  if (first === "settings" && second === "apps") return <AppPage key={third} moduleKey={third} />;
  if (first === "projects" && third === "apps") return <AppPage key={fourth} moduleKey={fourth} project={second} />;
  return <BoardPage key={second} project={second} />;
}
