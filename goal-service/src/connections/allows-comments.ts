import { connectorFor } from "../connectors/registry.ts";
import { readSettings } from "./settings.ts";

/** Whether an admin lets us write comments into a tool; null where we can't write anything at all. */
export const allowsComments = ({ tool, settings }: { tool: string; settings: unknown }): boolean | null =>
  connectorFor(tool).writesMarks ? readSettings(settings).comments : null;
