import { z } from "zod";
import { type Reach, ToolError } from "../connector.ts";
import type { Gateway } from "./gateway.ts";
import { strange, toolErrorOf } from "./says-no.ts";
import { data } from "./task.ts";

/** Asana takes so many questions in one call. */
export const BATCH = 10;

interface Asked<T> {
  schema: z.ZodType<T>;
  fields: string;
  /** What stands for a task whose answer can't be read; without it, that is refused. */
  unread?: (id: string) => T | null;
}

/** Tasks by their ids, in that order; null for one that Asana doesn't show to this account. */
export async function tasksById<T>(
  gate: Gateway,
  reach: Reach,
  asked: Asked<T>,
  ids: readonly string[],
): Promise<(T | null)[]> {
  if (!reach.full) return Promise.all(ids.map((id) => orNull(single(gate, asked, id))));
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) =>
    ids.slice(at * BATCH, (at + 1) * BATCH),
  );
  return (await Promise.all(batches.map((some) => batch(gate, reach, asked, some)))).flat();
}

/** Asana answers with a task, whatever it says of it. */
const Answered = data(z.looseObject({}));

async function single<T>(gate: Gateway, asked: Asked<T>, id: string): Promise<T | null> {
  const given = await gate.read(Answered, ({ tasks }) => tasks.getTask(id, { opt_fields: asked.fields }));
  return readAs(asked, id, given);
}

function readAs<T>({ schema, unread }: Asked<T>, id: string, given: unknown): T | null {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  if (unread) return unread(id);
  throw strange(read.error);
}

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
  return Promise.all(
    ids.map((id, at) => {
      const { status_code: status, body } = Answer.safeParse(answers[at]).data ?? { status_code: 200, body: null };
      if (status >= 400) return orNull(Promise.reject(toolErrorOf({ status, response: { body } }, "read", [token])));
      return readAs(asked, id, Body.safeParse(body).data?.data);
    }),
  );
}

const HIDDEN = new Set(["missing", "not_allowed"]);

/** A thing that is hidden from this account is, for us, not there. */
export const orNull = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof ToolError && HIDDEN.has(error.kind)) return null;
    throw error;
  });
