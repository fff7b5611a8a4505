import { z } from "zod";

/**
 * One call of the service: who may ask, what it takes, what it gives back, how it may refuse. The route, every client and
 * the tests use the same row. Names in `path` after a colon, and everything else on GET and DELETE, are text on the wire.
 */
export interface Endpoint {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: `/${string}`;
  summary: string;
  /** The least role that may call it; `anyone` needs no credential. */
  who: "anyone" | "viewer" | "contributor" | "admin";
  /** True when an app may call it for its connection, whatever the role of the account that acts. Reads always may. */
  apps: boolean;
  input: z.ZodObject;
  reply: z.ZodType;
  /** Typed refusals beside those that every call has (invalid_input, not_signed_in, not_allowed, not_found). */
  refusals: readonly string[];
  status: 200 | 201;
  /** The replies among them that made nothing: 200 where the others are 201. */
  madeNothing?: z.ZodType;
}

export type InputOf<E extends Endpoint> = z.input<E["input"]>;
export type ParsedInputOf<E extends Endpoint> = z.output<E["input"]>;
export type ReplyOf<E extends Endpoint> = z.output<E["reply"]>;

export const COMMON_REFUSALS = [
  "invalid_input",
  "not_signed_in",
  "not_paired",
  "not_allowed",
  "not_found",
  "stale",
  "conflict",
] as const;
export type RefusalOf<E extends Endpoint> = E["refusals"][number] | (typeof COMMON_REFUSALS)[number];

/** How a tool that we call can say no; `not_connected` has `details.authorizeUrl`. */
export const TOOL_REFUSALS = ["not_pulled", "not_connected", "tool_refused", "tool_unreachable"] as const;

export const Issue = z.object({ path: z.string(), message: z.string() });
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    issues: z.array(Issue).optional(),
    details: z.unknown().optional(),
  }),
});

type Rest<E> = Omit<E, "status" | "refusals" | "who" | "apps"> & {
  who?: Endpoint["who"];
  apps?: boolean;
  refusals?: readonly string[];
  status?: 200 | 201;
};

/** A row of the table; a POST answers 201 and everything else 200 unless said. */
export function endpoint<const I extends z.ZodObject, const R extends z.ZodType, const C extends string = never>(
  row: Rest<Endpoint> & { input: I; reply: R; refusals?: readonly C[] },
) {
  const who = row.who ?? (row.method === "GET" ? "viewer" : "contributor");
  return {
    ...row,
    who,
    apps: row.apps ?? false,
    refusals: row.refusals ?? ([] as readonly C[]),
    status: row.status ?? (row.method === "POST" ? 201 : 200),
  } as const;
}
