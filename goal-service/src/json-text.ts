import type { z } from "zod";

export type Read<T> = { content: T } | { problems: string[] };

/** The content of a file that somebody hands to a command, or everything that is wrong with it and where. */
export function readJson<Schema extends z.ZodType>(text: string, schema: Schema): Read<z.output<Schema>> {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { problems: [`it is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return { content: parsed.data };
  return { problems: parsed.error.issues.map(({ path, message }) => at(path.map(String), message)) };
}

export function at(path: string[], message: string): string {
  const place = path.filter(Boolean).join(".");
  return place ? `${place}: ${message}` : message;
}
