import { maybe, RemoteId } from "@throughline/shared/tool-answer";
import { z } from "zod";
import { Unreadable } from "../connector.ts";

const Delivery = z.object({ events: z.array(z.unknown()).nullish() });

const Thing = z.object({ gid: RemoteId, resource_type: z.string() });
const Event = z.object({ resource: Thing, parent: maybe(Thing) });

/** The tasks that a webhook's delivery is about, each once. An empty delivery is Asana's sign of life. */
export function touches(body: string): string[] {
  const delivery = Delivery.safeParse(readJson(body));
  if (!delivery.success) throw new Unreadable("The delivery does not have the shape of Asana's events.");
  return idsIn(delivery.data.events ?? []);
}

/** What a task's story, a project or a person did is no matter here; an event of a kind that we don't know is let go. */
export function idsIn(events: readonly unknown[]): string[] {
  return [...new Set(events.flatMap(idsOf))];
}

function idsOf(given: unknown): string[] {
  const event = Event.safeParse(given);
  if (!event.success || event.data.resource.resource_type !== "task") return [];
  const { resource, parent } = event.data;
  // What happens to a subtask is told with its parent, whose own progress it is.
  return parent?.resource_type === "task" ? [resource.gid, parent.gid] : [resource.gid];
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Unreadable("The body is not valid JSON.");
  }
}
