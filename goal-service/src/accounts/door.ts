import type { NextFunction, Request, Response } from "express";
import type { Ground } from "../ground.ts";

const POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * What every request meets first. On loopback the Host must be ours, or a page elsewhere could rebind its name to us; a
 * request that changes something and carries an Origin must come from our own pages (cookies are SameSite=Lax besides).
 */
export function checkDoor(ground: Ground) {
  const { loopback, port, publicUrl } = ground.config;
  const own = new URL(publicUrl);
  const hosts = new Set([own.host, `127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]);
  const origins = new Set([own.origin, ...[...hosts].map((host) => `http://${host}`)]);
  return (request: Request, response: Response, next: NextFunction): void => {
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "same-origin");
    response.setHeader("cross-origin-opener-policy", "same-origin");
    const { host, origin } = request.headers;
    if (loopback && !hosts.has(host ?? "")) {
      response
        .status(403)
        .json({ error: { code: "wrong_host", message: "This service answers only under its own address." } });
    } else if (!SAFE.has(request.method) && origin !== undefined && !origins.has(origin)) {
      response
        .status(403)
        .json({ error: { code: "wrong_origin", message: "Changes are taken only from Throughline's own pages." } });
    } else {
      next();
    }
  };
}
