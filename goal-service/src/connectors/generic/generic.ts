import type { PushConnector } from "../connector.ts";
import { parsePage } from "../page.ts";

/** Any program that speaks Standard Webhooks and the page of work items (api.md). */
export const generic: PushConnector = { mode: "push", writesMarks: false, tellsIds: false, parse: parsePage };
