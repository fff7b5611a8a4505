// Answers what an app's frontend asks of its host. A command that real Jira has and this sandbox has not is an error.
import { z } from "zod";
import { api } from "../pages/api.ts";
import { AppContext, Invoked, type Place, ProductAnswer, RemoteSetting } from "../wire.ts";
import { type Doc } from "./doc.ts";
import { emit, listen } from "./app-events.ts";
import { appHistory } from "./app-history.ts";

export interface Flag {
  id: string;
  title: string;
  description: string;
  type: string;
  actions: { text: string; run: () => void }[];
}

/** What the page does for the app. */
export interface BridgePage {
  draw: (doc: Doc) => void;
  fail: (message: string) => void;
  go: (path: string) => void;
  flag: (flag: Flag) => void;
  closeFlag: (id: string) => void;
  refresh: () => void;
  /** Closes the dialog in which the app runs; false where it runs in none. */
  close: ((payload?: unknown) => void) | undefined;
  openModal: (
    resource: string | null,
    options: { title: string; size: string; context: unknown; onClose: (payload?: unknown) => void },
  ) => void;
  modalContext: unknown;
  dark: () => boolean;
}

const DocShape = z.object({
  forgeDoc: z.custom<Doc>((value) => typeof value === "object" && value !== null && "children" in value),
});
const InvokeShape = z.object({
  functionKey: z.string(),
  payload: z.unknown().optional(),
  metadata: z.unknown().optional(),
});
const Navigate = z.object({
  url: z.string().optional(),
  type: z.string(),
  target: z.string().optional(),
  issueKey: z.string().optional(),
  projectKey: z.string().optional(),
});
const FlagShape = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().default(""),
  description: z.string().default(""),
  type: z.string().default("info"),
  actions: z
    .array(z.object({ text: z.string(), onClick: z.custom<() => void>((value) => typeof value === "function") }))
    .default([]),
});
const EventShape = z.object({
  event: z.string(),
  payload: z.unknown().optional(),
  callback: z.custom<(payload: unknown) => void>((value) => typeof value === "function").optional(),
});
const ModalShape = z.object({
  resource: z.string().nullable(),
  size: z.unknown(),
  title: z.string(),
  context: z.unknown(),
  onClose: z.custom<(payload?: unknown) => void>((value) => typeof value === "function"),
});
const Product = z.object({ product: z.string(), restPath: z.string(), fetchRequestInit: z.looseObject({}) });

const address = (asked: z.infer<typeof Navigate>): string => {
  if (asked.url !== undefined) return asked.url;
  if (asked.target === "issue" && asked.issueKey !== undefined) return `/browse/${asked.issueKey}`;
  if (asked.projectKey !== undefined) return `/projects/${asked.projectKey}`;
  throw new Error(`this sandbox cannot go to ${String(asked.target)}`);
};

export function makeBridge(
  place: Place,
  page: BridgePage,
): { callBridge: (command: string, data?: unknown) => Promise<unknown> } {
  const close = (payload?: unknown): boolean => {
    page.close?.(payload);
    return page.close !== undefined;
  };
  const commands: Record<string, (data: unknown) => unknown> = {
    reconcile: (data) => {
      page.draw(DocShape.parse(data).forgeDoc);
    },
    getContext: async () => {
      const context = await api("POST", "/site/context", AppContext, place);
      const extension = z.looseObject({}).parse(context["extension"]);
      const modal = page.modalContext === undefined ? {} : { modal: page.modalContext };
      return {
        ...context,
        extension: { ...extension, ...modal },
        theme: { colorMode: page.dark() ? "dark" : "light" },
      };
    },
    invoke: async (data) => {
      const { functionKey, payload, metadata } = InvokeShape.parse(data);
      const { result } = await api("POST", "/site/invoke", Invoked, { place, functionKey, payload });
      return metadata === undefined ? result : { body: result, metadata: {} };
    },
    fetchProduct: async (data) => {
      const { product, restPath, fetchRequestInit } = Product.parse(data);
      return api("POST", "/site/product", ProductAnswer, { place, product, restPath, init: fetchRequestInit });
    },
    navigate: (data) => {
      const asked = Navigate.parse(data);
      const to = address(asked);
      if (asked.type === "new-tab") window.open(to, "_blank", "noopener,noreferrer");
      else if (to.startsWith("/")) page.go(to);
      else window.location.assign(to);
    },
    getUrl: (data) => new URL(address({ type: "", ...z.looseObject({}).parse(data) }), window.location.origin).href,
    reload: () => {
      window.location.reload();
    },
    showFlag: (data) => {
      const { actions, ...flag } = FlagShape.parse(data);
      page.flag({ ...flag, actions: actions.map((action) => ({ text: action.text, run: action.onClick })) });
      return true;
    },
    closeFlag: (data) => {
      page.closeFlag(z.object({ id: z.union([z.string(), z.number()]).transform(String) }).parse(data).id);
    },
    openModal: (data) => {
      const { resource, size, title, context, onClose } = ModalShape.parse(data);
      page.openModal(resource, { title, size: typeof size === "string" ? size : "medium", context, onClose });
      return true;
    },
    close,
    submit: close,
    onClose: () => page.close !== undefined,
    refresh: () => {
      page.refresh();
    },
    refreshIssueView: () => {
      page.refresh();
    },
    createHistory: () => appHistory(place),
    on: (data) => {
      const { event, callback } = EventShape.parse(data);
      return listen(event, callback ?? (() => undefined));
    },
    emit: (data) => {
      const { event, payload } = EventShape.parse(data);
      emit(event, payload);
      return true;
    },
    onError: (data) => {
      const { error } = z.object({ error: z.unknown() }).parse(data);
      page.fail(error instanceof Object && "message" in error ? String(error.message) : String(error));
    },
    enableTheming: () => true,
    emitReadyEvent: () => true,
    getFrameId: () => place.moduleKey,
    __permission__remoteGet: async () => {
      const { endpoint } = await api("GET", "/site/remote", RemoteSetting);
      return endpoint === null ? { remotes: [] } : { remotes: [{ key: "goal-service", configured: { endpoint } }] };
    },
    __permission__remoteSet: async (data) => {
      const asked = z
        .looseObject({
          remotes: z.array(z.object({ key: z.string(), configured: z.object({ endpoint: z.string() }) })),
        })
        .parse(data);
      const wanted = asked.remotes.map((remote) => remote.configured.endpoint).join(", ");
      if (!window.confirm(`Allow this app to send data to ${wanted}?`)) throw new Error("The admin did not agree.");
      await api("POST", "/site/remote", RemoteSetting, { place, remotes: asked.remotes });
      return { success: true };
    },
  };
  return {
    callBridge: (command, data) => {
      const run = commands[command];
      if (!run) return Promise.reject(new Error(`bridge command ${command} is not known to this sandbox`));
      return Promise.resolve(data).then(run);
    },
  };
}
