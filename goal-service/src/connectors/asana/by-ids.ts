import { z } from "zod";
import { type Reach, ToolError } from "../connector.ts";
import type { Gateway } from "./gateway.ts";
import { strange, toolErrorOf } from "./says-no.ts";
import { data, Gid } from "./task.ts";

/** Asana takes so many questions in one call. */
export const BATCH = 10;

interface Asked<T> {
  schema: z.ZodType<T>;
  fields: string;
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

/** Asana answers with this task, whatever it says of it. */
const Answered = data(Gid.loose());

async function single<T>(gate: Gateway, asked: Asked<T>, id: string): Promise<T> {
  return readAs(asked, await gate.read(Answered, ({ tasks }) => tasks.getTask(id, { opt_fields: asked.fields })));
}

function readAs<T>({ schema }: Asked<T>, given: unknown): T {
  const read = schema.safeParse(given);
  if (!read.success) throw strange(read.error);
  return read.data;
}

const Answer = z.object({ status_code: z.number(), body: z.object({ data: z.unknown().optional() }).loose() });

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
  const answers = await gate.read(data(z.array(Answer)), (apis) =>
    apis.batch.createBatchRequest({ data: { actions } }),
  );
  if (answers.length !== ids.length)
    throw new ToolError("unreachable", "Asana answered only a part of what was asked.");
  return Promise.all(
    answers.map(({ status_code: status, body }) => {
      if (status >= 400) return orNull(Promise.reject(toolErrorOf({ status, response: { body } }, "read", [token])));
      return readAs(asked, body.data);
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
