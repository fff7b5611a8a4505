import { Router } from "express";
import type { Ground } from "../ground.ts";
import { SESSION_COOKIE } from "./accounts.ts";
import { endCredential, issueCredential, readCredential } from "./credentials.ts";

/**
 * The embedded default signs in by a one-time address: it works once, for ten minutes. Whoever opens it a second time is
 * sent to the sign-in page, which says how to get a new one.
 */
export function signInRoutes(ground: Ground): Router {
  const router = Router();
  router.get("/sign-in/:secret", async (request, response) => {
    const once = await readCredential(ground, "sign-in", request.params.secret);
    if (!once || !(await endCredential(ground, once))) {
      response.redirect(303, "/sign-in?used=1");
      return;
    }
    const session = await issueCredential(ground, "session", once);
    const secure = ground.config.publicUrl.startsWith("https:");
    response.cookie(SESSION_COOKIE, session.text, {
      httpOnly: true,
      sameSite: "lax",
      secure,
      maxAge: 30 * 24 * 3600_000,
      path: "/",
    });
    response.redirect(303, "/");
  });
  return router;
}

/** A fresh one-time address for this person. */
export async function oneTimeAddress(ground: Ground, who: { workspaceId: string; personId: string }): Promise<string> {
  const { text } = await issueCredential(ground, "sign-in", who);
  return `${ground.config.publicUrl}/sign-in/${text}`;
}
