// One module of the app on a page: its code runs unseen in a frame of its own, what it renders is drawn here.
import { Component, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { type ModuleInfo, type Place } from "../wire.ts";
import { type BridgePage, makeBridge } from "./bridge.ts";
import { type Doc } from "./doc.ts";
import { HostContext, useHost } from "./host-context.ts";
import { headingLevels } from "./headings.ts";
import { Node } from "./render.tsx";

interface Props {
  module: ModuleInfo;
  place: Place;
  page: Omit<BridgePage, "draw" | "fail">;
}

export function AppView({ module, place, page }: Props) {
  const [doc, setDoc] = useState<Doc>();
  const [failed, setFailed] = useState<string>();
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(page);
  const host = useHost();
  const inside = doc ? { ...host, levels: headingLevels(doc, host.heading) } : host;
  useEffect(() => {
    latest.current = page;
  });
  const bridge = useMemo(
    () =>
      makeBridge(place, {
        draw: (tree) => {
          setDoc({ ...tree });
        },
        fail: setFailed,
        go: (path) => {
          latest.current.go(path);
        },
        flag: (flag) => {
          latest.current.flag(flag);
        },
        closeFlag: (id) => {
          latest.current.closeFlag(id);
        },
        refresh: () => {
          latest.current.refresh();
        },
        close: page.close
          ? (payload) => {
              latest.current.close?.(payload);
            }
          : undefined,
        openModal: (...args) => {
          latest.current.openModal(...args);
        },
        modalContext: page.modalContext,
        dark: () => latest.current.dark(),
      }),
    // A module keeps its bridge as long as it stands in one place.
    [place.moduleKey, place.issue, place.project],
  );
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    Object.assign(element, { sandboxBridge: bridge });
    element.src = `/frame/${module.bundle}`;
  }, [bridge, module.bundle]);
  return (
    <div className="app-view" data-module={module.key}>
      <iframe ref={frame} className="app-frame" title={`${module.title} code`} tabIndex={-1} aria-hidden="true" />
      {failed === undefined ? null : (
        <div className="app-error" role="alert">
          {`The app failed: ${failed}`}
        </div>
      )}
      <Boundary>
        {doc ? (
          <HostContext.Provider value={inside}>
            <Node node={doc} />
          </HostContext.Provider>
        ) : failed === undefined ? (
          <div className="app-loading" role="status" aria-label={`Loading ${module.title}`} />
        ) : null}
      </Boundary>
    </div>
  );
}

class Boundary extends Component<{ children: ReactNode }, { message: string | undefined }> {
  override state: { message: string | undefined } = { message: undefined };
  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }
  override render(): ReactNode {
    if (this.state.message === undefined) return this.props.children;
    return (
      <div className="app-error" role="alert">
        {this.state.message}
      </div>
    );
  }
}
