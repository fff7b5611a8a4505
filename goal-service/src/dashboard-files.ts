import path from "node:path";
import express, { Router } from "express";
import { notFound } from "./refusal.ts";

/** The dashboard's built files. Hashed names never change; every other address is a screen of the one page. */
export function dashboardFiles(root: string): Router {
  const router = Router();
  router.use(
    "/assets",
    express.static(path.join(root, "assets"), { immutable: true, maxAge: "365d" }),
    // What an older build had: the page that still asks for it loads itself anew (dashboard/src/old-build.ts).
    () => {
      throw notFound("file");
    },
  );
  router.use(express.static(root, { index: false }));
  router.get(/^\/(?!api\/|hooks\/|assets\/)/, (_request, response, next) => {
    response.sendFile(path.join(root, "index.html"), { headers: { "cache-control": "no-cache" } }, (error) => {
      if (error) next(error);
    });
  });
  return router;
}
