import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { ToastProvider } from "../components/toast.tsx";
import { Tooltip } from "../components/tooltip.tsx";
import { useHotkeys } from "../hotkeys.ts";
import { startLive } from "../live.ts";
import { isEntrance } from "../paths.ts";
import { LiveContext } from "../live-context.ts";
import { FollowedGoals } from "./followed-goals.ts";
import { Notices } from "./notices.tsx";
import { SidebarContent } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useInternalLinks } from "./use-internal-links.ts";

const CommandPalette = lazy(async () => ({
  default: (await import("../components/command-palette.tsx")).CommandPalette,
}));
const KeyList = lazy(async () => ({ default: (await import("./key-list.tsx")).KeyList }));
const Drawer = lazy(async () => ({ default: (await import("../components/drawer.tsx")).Drawer }));

type Overlay = "palette" | "keys" | "drawer" | null;

function useCommandKey(open: () => void): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", listener);
    return () => {
      removeEventListener("keydown", listener);
    };
  });
}

/** A thin bar while an answer is late; the last data stays where it is. */
function Busy() {
  const fetching = useIsFetching() > 0;
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setLate, fetching ? 300 : 0, fetching);
    return () => {
      clearTimeout(timer);
    };
  }, [fetching]);
  if (!late) return null;
  return (
    <div aria-hidden className="noprint fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      <div className="h-full w-2/5 bg-accent busy" />
    </div>
  );
}

/** The frame around every page: sidebar, overlays, the live stream. */
export function Shell() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const path = useLocation({ select: (location) => location.pathname });
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [live, setLive] = useState(false);
  const onClick = useInternalLinks();
  const signedOut = isEntrance(path);
  const close = () => {
    setOverlay(null);
  };
  useEffect(() => (signedOut ? undefined : startLive(client, setLive)), [client, signedOut]);
  const first = useRef(true);
  useEffect(() => {
    setOverlay(null);
    // A new page is read from its start, also by those who do not see it.
    if (!first.current) document.getElementById("main")?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
  useCommandKey(() => {
    setOverlay("palette");
  });
  useHotkeys({
    "?": () => {
      setOverlay("keys");
    },
    "g p": () => void navigate({ to: "/" }),
    "g s": () => void navigate({ to: "/settings/connections" }),
  });
  if (signedOut) return <Outlet />;
  const sidebar = (
    <SidebarContent
      onSearch={() => {
        setOverlay("palette");
      }}
      onKeys={() => {
        setOverlay("keys");
      }}
    />
  );
  return (
    <LiveContext value={live}>
      <ToastProvider>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-pop focus:px-3 focus:py-2 focus:shadow-pop"
        >
          Skip to content
        </a>
        <Busy />
        <FollowedGoals />
        <div onClick={onClick} className="grid min-h-dvh grid-cols-1 lg:grid-cols-[224px_minmax(0,1fr)] print:block">
          <aside
            aria-label="Sidebar"
            className="noprint sticky top-0 hidden h-dvh flex-col overflow-y-auto border-r border-line bg-side px-2 py-2.5 lg:flex"
          >
            {sidebar}
          </aside>
          <div className="min-w-0">
            <TopBar
              onMenu={() => {
                setOverlay("drawer");
              }}
              onSearch={() => {
                setOverlay("palette");
              }}
            />
            <Notices />
            <main
              id="main"
              tabIndex={-1}
              className="mx-auto min-w-0 max-w-[1280px] px-4 pt-5 pb-16 outline-none md:px-8"
            >
              <Outlet />
              <Tooltip />
            </main>
          </div>
        </div>
        <Suspense>
          {overlay === "palette" && <CommandPalette onClose={close} />}
          {overlay === "keys" && <KeyList onClose={close} />}
          {overlay === "drawer" && <Drawer onClose={close}>{sidebar}</Drawer>}
        </Suspense>
      </ToastProvider>
    </LiveContext>
  );
}
