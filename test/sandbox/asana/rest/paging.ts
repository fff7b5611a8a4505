// `limit` and `offset`: an offset is only good for the query that gave it. Without a limit a long answer is refused.
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Answer, type Call, readData } from "./operation.ts";
import { badRequest } from "./refusal.ts";

const TOO_MANY = 100;
const Limit = z.coerce
  .number("limit: Not a number")
  .int()
  .min(1, "limit: Must be between 1 and 100")
  .max(100, "limit: Must be between 1 and 100");

const signOf = (call: Call): string => {
  const { offset: _, limit: __, opt_fields: ___, ...query } = call.query;
  return createHash("sha256")
    .update(JSON.stringify([call.path, Object.entries(query).sort()]))
    .digest("hex")
    .slice(0, 12);
};

export function paged<T>(call: Call, all: T[], shape: (one: T) => unknown): Answer {
  const { limit: given, offset } = call.query;
  const limit = given === undefined ? undefined : readData(Limit, given);
  const [sign, place] = offset === undefined ? [] : Buffer.from(offset, "base64url").toString().split(":");
  const start = offset === undefined ? 0 : Number(place);
  if (offset !== undefined && (sign !== signOf(call) || limit === undefined || !Number.isInteger(start)))
    throw badRequest("offset: Your pagination token is invalid.");
  if (limit === undefined && all.length > TOO_MANY)
    throw badRequest("The result is too large. You should use pagination (may require specifying a workspace)!");
  const end = start + (limit ?? all.length);
  const data = all.slice(start, end).map(shape);
  if (limit === undefined) return { status: 200, body: { data } };
  if (end >= all.length) return { status: 200, body: { data, next_page: null } };
  const next = Buffer.from(`${signOf(call)}:${String(end)}`).toString("base64url");
  const search = new URLSearchParams({ ...call.query, limit: String(limit), offset: next }).toString();
  const path = `${call.path}?${search}`;
  return { status: 200, body: { data, next_page: { offset: next, path, uri: `${call.base}/api/1.0${path}` } } };
}
