import { type Client, createClient } from "@throughline/shared/client";

/** The typed client over real HTTP, with these headers on every request. */
export function clientWith(url: string, headers: Record<string, string>): Client {
  return createClient(({ method, path, body }) =>
    fetch(url + path, {
      method,
      headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body }),
    }),
  );
}
