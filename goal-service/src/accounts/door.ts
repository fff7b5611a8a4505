import helmet from "helmet";
import type { NextFunction, Request, Response } from "express";
import type { Ground } from "../ground.ts";

/** Only our own files, no inline script or style, nobody may frame us; beyond loopback browsers are told to stay on https. */
export const securityHeaders = (ground: Ground) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: ground.config.publicUrl.startsWith("https:"),
  });

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
