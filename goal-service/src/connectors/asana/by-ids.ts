import { z } from "zod";
import { type Reach, ToolError } from "../connector.ts";
import type { Gateway } from "./gateway.ts";
import { OfOneThing, strange, toolErrorOf } from "./says-no.ts";
import { data } from "./task.ts";

/** Asana takes so many questions in one call. */
export const BATCH = 10;

interface Asked<T> {
  schema: z.ZodType<T>;
  fields: string;
  /** What stands for a task that Asana refuses or tells in a form that can't be read; without it, that is an error. */
  unread?: (id: string) => T;
}

/** Tasks by their ids, in that order; null for one that Asana doesn't show to this account. */
export async function tasksById<T>(
  gate: Gateway,
  reach: Reach,
  asked: Asked<T>,
  ids: readonly string[],
): Promise<(T | null)[]> {
  if (!reach.full) return Promise.all(ids.map((id) => orUnread(asked, id, single(gate, asked, id))));
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) =>
    ids.slice(at * BATCH, (at + 1) * BATCH),
  );
  return (await Promise.all(batches.map((some) => batch(gate, reach, asked, some)))).flat();
}

/** Asana answers with a task, whatever it says of it. */
const Answered = data(z.looseObject({}));

async function single<T>(gate: Gateway, asked: Asked<T>, id: string): Promise<T> {
  const given = await gate.read(Answered, ({ tasks }) => tasks.getTask(id, { opt_fields: asked.fields }));
  return readAs(asked, given);
}

function readAs<T>({ schema }: Asked<T>, given: unknown): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw strange(read.error);
}

const orUnread = <T>({ unread }: Asked<T>, id: string, task: Promise<T>): Promise<T | null> =>
  orNull(task).catch((error: unknown) => {
    if (unread && error instanceof OfOneThing) return unread(id);
    throw error;
  });

const Answer = z.object({ status_code: z.number(), body: z.unknown() });
const Body = z.looseObject({ data: z.unknown() });

async function batch<T>(
  gate: Gateway,
  { token }: Reach,
  asked: Asked<T>,
  ids: readonly string[],
): Promise<(T | null)[]> {
  const actions = ids.map((id) => ({
    method: "get",
    relative_path: `/tasks/${encodeURIComponent(id)}`,
    options: { fields: asked.fields.split(",") },
  }));
  const answers = await gate.read(data(z.array(z.unknown())), (apis) =>
    apis.batch.createBatchRequest({ data: { actions } }),
  );
  if (answers.length !== ids.length)
    throw new ToolError("unreachable", "Asana answered only a part of what was asked.");
  const answered = (at: number): T => {
    const { status_code: status, body } = Answer.safeParse(answers[at]).data ?? { status_code: 200, body: null };
    if (status >= 400) throw toolErrorOf({ status, response: { body } }, "read", [token]);
    return readAs(asked, Body.safeParse(body).data?.data);
  };
  return Promise.all(ids.map((id, at) => orUnread(asked, id, Promise.resolve(at).then(answered))));
}

const HIDDEN = new Set(["missing", "not_allowed"]);

/** A thing that is hidden from this account is, for us, not there. */
export const orNull = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof ToolError && HIDDEN.has(error.kind)) return null;
    throw error;
  });
