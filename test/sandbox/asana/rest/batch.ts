// POST /batch: up to ten calls at once, each with its own answer, in the order asked. Each counts against the limits.
import { z } from "zod";
import { type Answer, type Call, type Method, ok, type Operation, readData } from "./operation.ts";
import { badRequest, Refusal } from "./refusal.ts";

const Action = z.strictObject({
  method: z.enum(["get", "post", "put", "delete"], { error: "Not a method: use lowercase" }),
  relative_path: z.string().startsWith("/"),
  data: z.record(z.string(), z.unknown()).optional(),
  options: z
    .strictObject({ fields: z.array(z.string()), limit: z.number().int(), offset: z.string(), pretty: z.boolean() })
    .partial()
    .optional(),
});
const Batch = z.strictObject({ actions: z.array(Action).min(1).max(10, "At most 10 actions") });

async function one(call: Call, action: z.infer<typeof Action>): Promise<unknown> {
  const [path = "", search = ""] = action.relative_path.split("?");
  const { fields, limit, offset } = action.options ?? {};
  const method = action.method.toUpperCase() as Method;
  const data = action.data ?? {};
  const query: Record<string, string> = {
    ...Object.fromEntries(new URLSearchParams(search)),
    ...(fields === undefined ? {} : { opt_fields: fields.join(",") }),
    ...(limit === undefined ? {} : { limit: String(limit) }),
    ...(offset === undefined ? {} : { offset }),
    ...(method === "GET" ? z.record(z.string(), z.coerce.string()).parse(data) : {}),
  };
  const answer: Answer = await call
    .again({ method, path, query, body: method === "GET" || method === "DELETE" ? undefined : { data } })
    .catch((error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    });
  return { status_code: answer.status, headers: answer.headers ?? {}, body: answer.body };
}

export const batchOperations: Operation[] = [
  {
    method: "POST",
    path: "/batch",
    scope: null,
    run: async (call) => {
      const { actions } = readData(Batch, call.data);
      for (const { relative_path: path } of actions)
        if (path.startsWith("/batch") || path.startsWith("/attachments"))
          throw badRequest(`relative_path: Not inside a batch: ${path}`);
      return ok(await Promise.all(actions.map((action) => one(call, action))));
    },
  },
];
