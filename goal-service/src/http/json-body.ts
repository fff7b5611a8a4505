import express, { type NextFunction, type Request, type Response, Router } from "express";
import { Refused } from "../refusal.ts";
import { isTooDeep, TOO_DEEP } from "./json-depth.ts";

/** Reads bodies of JSON, and says of every other body what it should have been. */
export function jsonBody(): Router {
  const router = Router();
  router.use((request: Request, _response: Response, next: NextFunction) => {
    const type = request.headers["content-type"];
    const empty = request.headers["content-length"] === "0";
    if (!empty && request.is("application/json") === false)
      throw new Refused(
        "unsupported_type",
        `Send JSON as application/json${type === undefined ? "" : `, not ${type}`}.`,
      );
    next();
  });
  router.use(
    express.json({
      limit: "1mb",
      verify: (_request, _response, body) => {
        if (isTooDeep(body)) throw new Refused("invalid_input", TOO_DEEP);
      },
    }),
  );
  return router;
}
