// What keeps other sites' pages out of a server on this machine.
import { type NextFunction, type Request, type Response } from "express";

const loopback = /^(localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;

/** Against DNS rebinding: on a loopback listener the Host header must name the loopback. */
export const checkHost =
  (host: string) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const local = /^(127\.|localhost$|::1$)/.test(host);
    if (local && !loopback.test(request.get("host") ?? "")) {
      response.status(421).json({ message: "This sandbox answers to localhost only." });
      return;
    }
    next();
  };

/** A browser sends Origin with every unsafe request; one from elsewhere is refused. */
export function checkOrigin(request: Request, response: Response, next: NextFunction): void {
  const origin = request.get("origin");
  const safe = request.method === "GET" || request.method === "HEAD";
  if (safe || origin === undefined || origin === `http://${request.get("host") ?? ""}`) {
    next();
    return;
  }
  response.status(403).json({ message: "Cross-site request refused." });
}

/** `/sandbox/*`: from this machine only. */
export function loopbackOnly(request: Request, response: Response, next: NextFunction): void {
  const from = request.socket.remoteAddress ?? "";
  if (from === "::1" || from.startsWith("127.") || from.startsWith("::ffff:127.")) {
    next();
    return;
  }
  response.status(403).json({ message: "Only from this machine." });
}
