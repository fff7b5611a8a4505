// A fault as it was asked for.
import { type NextFunction, type Request, type Response } from "express";
import { type Fault, type Faults } from "./faults.ts";
import { tooMany } from "./limits.ts";
import { type Method } from "./operation.ts";
import { brokenInside, refuse, type Refusal } from "./refusal.ts";

export const send = (response: Response, refusal: Refusal): void => {
  response.status(refusal.status).set(refusal.headers).json(refusal.body);
};

export function failAsAsked(fault: Fault, response: Response): void {
  switch (fault.kind) {
    case "429":
      send(response, tooMany(fault.retryAfter));
      return;
    case "timeout":
      return;
    case "lost":
      response.destroy();
      return;
    case "500":
    case "503":
      send(response, brokenInside(Number(fault.kind)));
      return;
    case "502":
      response.status(502).type("html").send("<html><body><h1>502 Bad Gateway</h1></body></html>");
      return;
    case "401":
    case "402":
    case "403":
    case "404":
    case "412":
      send(response, refuse(Number(fault.kind), `The sandbox was asked to answer ${fault.kind} here.`));
  }
}

/** For what is no REST: only faults whose path names it count, so that those of the API are not used up here. */
export const failing =
  (faults: Faults, below: string) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const path = `${below}${request.path}`;
    const named = faults.list().some((fault) => fault.path !== "" && path.includes(fault.path));
    const fault = named ? faults.take(request.method as Method, path) : undefined;
    if (fault && fault.kind !== "lost") {
      failAsAsked(fault, response);
      return;
    }
    if (fault) response.json = () => response.destroy();
    next();
  };
