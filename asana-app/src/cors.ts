import type { NextFunction, Request, Response } from "express";

/**
 * Form, card and lookup are asked for by the browser on Asana's page. A preflight carries no signature, so it is answered
 * before anything is checked; it lets one origin ask and gives nothing away.
 */
export function cors(origin: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.set("vary", "Origin");
    if (request.get("origin") === origin) {
      response.set({
        "access-control-allow-origin": origin,
        "access-control-allow-headers": "content-type, x-asana-request-signature",
        "access-control-allow-methods": "GET, POST, OPTIONS",
        "access-control-max-age": "600",
      });
    }
    if (request.method === "OPTIONS") response.status(204).end();
    else next();
  };
}
