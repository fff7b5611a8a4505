// Calls to the sandbox's own server; every answer is read by its schema.
import { z } from "zod";

const Refused = z.looseObject({
  errorMessages: z.array(z.string()).optional(),
  errors: z.record(z.string(), z.string()).optional(),
  message: z.string().optional(),
});

export class ApiError extends Error {
  readonly status: number;
  readonly fields: Record<string, string>;
  constructor(status: number, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

async function ask(method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  const refused = Refused.catch({}).parse(answer);
  const said = [
    ...(refused.errorMessages ?? []),
    ...Object.values(refused.errors ?? {}),
    ...(refused.message === undefined ? [] : [refused.message]),
  ];
  throw new ApiError(
    response.status,
    said.join(" ") || `The site answered ${String(response.status)}.`,
    refused.errors,
  );
}

export const api = async <T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> =>
  schema.parse(await ask(method, path, body));

/** A call whose answer says nothing but that it was done. */
export const act = async (method: string, path: string, body?: unknown): Promise<void> => {
  await ask(method, path, body);
};
