// Calls to the sandbox's own server; every answer is read by its schema.
import { z } from "zod";

const Refused = z.looseObject({ errors: z.array(z.looseObject({ message: z.string() })) });

async function ask(method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  const said = Refused.safeParse(answer).data?.errors.map((error) => error.message);
  throw new Error(said?.join(" ") ?? `The sandbox answered ${String(response.status)}.`);
}

export const api = async <T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> =>
  schema.parse(await ask(method, path, body));

/** A call whose answer says nothing but that it was done. */
export const act = async (method: string, path: string, body?: unknown): Promise<void> => {
  await ask(method, path, body);
};
