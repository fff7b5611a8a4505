// `/api/1.0` behind Express: reads the body, fails where a fault is wanted, and says refusals in Asana's shape.
import express, { type Request, type Router } from "express";
import { dispatch, type DispatchParts } from "./dispatch.ts";
import { failAsAsked, send } from "./fail.ts";
import { type Faults } from "./faults.ts";
import { type Ask, type Method } from "./operation.ts";
import { badRequest, refuse, Refusal } from "./refusal.ts";

const LARGEST_BODY = 10 * 1024 * 1024;
const methods: readonly string[] = ["GET", "POST", "PUT", "DELETE"];

const one = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(",") : String(value));

/** Node's own reader; bodies are small here and nothing else shares the process. */
async function readForm(body: Buffer, type: string): Promise<FormData> {
  const whole: { formData: () => Promise<FormData> } = new globalThis.Response(new Uint8Array(body), {
    headers: { "content-type": type },
  });
  return whole.formData().catch(() => {
    throw badRequest("Could not parse request data, invalid multipart/form-data");
  });
}

async function readAsk(request: Request): Promise<Ask> {
  const query = Object.fromEntries(Object.entries(request.query).map(([name, value]) => [name, one(value)]));
  const ask = { method: request.method as Method, path: request.path, query, body: undefined };
  const body: unknown = request.body;
  if (!(body instanceof Buffer) || body.length === 0) return ask;
  const type = request.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) return { ...ask, form: await readForm(body, type) };
  if (!type.startsWith("application/json")) throw badRequest(`Unsupported content type: ${type}`);
  try {
    return { ...ask, body: JSON.parse(body.toString("utf8")) };
  } catch {
    throw badRequest("Could not parse request data, invalid JSON");
  }
}

export function restRouter(parts: DispatchParts & { faults: Faults }): Router {
  const router = express.Router();
  // The workspace's own time, as Asana's answers carry Asana's.
  router.use((_request, response, next) => {
    response.setHeader("date", new Date(parts.site.clock.now()).toUTCString());
    next();
  });
  router.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
  router.use(async (request, response) => {
    const fault = parts.faults.take(request.method as Method, request.path);
    if (fault && fault.kind !== "lost") {
      failAsAsked(fault, response);
      return;
    }
    try {
      if (!methods.includes(request.method)) throw refuse(404, "No matching route for request");
      const answer = await dispatch(parts, request.get("authorization") ?? "", await readAsk(request));
      if (fault) failAsAsked(fault, response);
      else response.status(answer.status).json(answer.body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(response, error);
    }
  });
  return router;
}
