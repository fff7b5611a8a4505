import type { PushConnector } from "../connector.ts";
import { parsePage } from "../page.ts";

/** Jira through the Forge app, which translates and reads in Jira itself and pushes pages (jira-app/src/triggers). */
export const jira: PushConnector = { mode: "push", writesMarks: true, tellsIds: true, parse: parsePage };
