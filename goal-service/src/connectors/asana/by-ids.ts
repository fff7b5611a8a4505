import { z } from "zod";
import { type Reach, ToolError } from "../connector.ts";
import type { Gateway } from "./gateway.ts";
import { notUnderstood, toolErrorOf } from "./says-no.ts";
import { data } from "./task.ts";

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

const single = <T>(gate: Gateway, { schema, fields }: Asked<T>, id: string): Promise<T> =>
  gate.read(data(schema), ({ tasks }) => tasks.getTask(id, { opt_fields: fields }));

const Answer = z.object({ status_code: z.number(), body: z.object({ data: z.unknown().optional() }).loose() });

async function batch<T>(
  gate: Gateway,
  { token }: Reach,
  { schema, fields }: Asked<T>,
  ids: readonly string[],
): Promise<(T | null)[]> {
  const actions = ids.map((id) => ({
    method: "get",
    relative_path: `/tasks/${encodeURIComponent(id)}`,
    options: { fields: fields.split(",") },
  }));
  const answers = await gate.read(data(z.array(Answer)), (apis) =>
    apis.batch.createBatchRequest({ data: { actions } }),
  );
  if (answers.length !== ids.length)
    throw new ToolError("unreachable", "Asana answered only a part of what was asked.");
  return Promise.all(
    answers.map(({ status_code: status, body }) => {
      if (status >= 400) return orNull(Promise.reject(toolErrorOf({ status, response: { body } }, "read", [token])));
      const read = schema.safeParse(body.data);
      if (!read.success) throw notUnderstood(read.error, "read");
      return read.data;
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
