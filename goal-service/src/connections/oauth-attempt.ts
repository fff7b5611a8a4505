import { createHash, randomBytes } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import { z } from "zod";
import { isSame } from "../accounts/credentials.ts";
import type { Ground } from "../ground.ts";
import { open, seal } from "../secrets.ts";

/**
 * One way through the tool's consent page, kept by the browser that began it: sealed, for ten minutes, for our own pages
 * there and no script. Whoever comes back without it, or with another's state, did not begin here.
 */
export const ATTEMPT_COOKIE = "throughline_oauth";
const LIFE_MS = 10 * 60_000;

/**
 * account: somebody in the tool's popup lets us act for the account. me: a person who is signed in here does, so the
 * account is theirs. workspace: an admin connects a tenant of the tool; choice: and says which of several.
 */
export const Purpose = z.enum(["account", "me", "workspace", "choice"]);

const Attempt = z.object({
  purpose: Purpose,
  /** Who was signed in here when it began; nobody in the popup. */
  who: z.object({ workspaceId: z.string(), personId: z.string() }).nullable(),
  /** The initiative under which work was about to be created: the way back leads to that form. */
  create: z.string().nullable(),
  state: z.string(),
  verifier: z.string(),
  until: z.number(),
});
export type Attempt = z.infer<typeof Attempt>;

const secret = () => randomBytes(32).toString("base64url");

export function beginAttempt(
  ground: Ground,
  response: Response,
  { purpose, who, create }: Pick<Attempt, "purpose" | "who" | "create">,
): { state: string; challenge: string } {
  const until = ground.clock.now().getTime() + LIFE_MS;
  const attempt: Attempt = { purpose, who, create, state: secret(), verifier: secret(), until };
  response.cookie(ATTEMPT_COOKIE, seal(ground.config.secretKey, JSON.stringify(attempt)), {
    ...cookieOptions(ground),
    maxAge: LIFE_MS,
  });
  const challenge = createHash("sha256").update(attempt.verifier).digest("base64url");
  return { state: attempt.state, challenge };
}

/**
 * The attempt that this state belongs to, once: the cookie goes, and this process remembers what was used for as long as
 * the cookie would have lived. (On another replica the tool's code, which it takes once, stands in the way.)
 */
export function takeAttempt(ground: Ground, request: Request, response: Response, state: string): Attempt | null {
  const sealed = cookieIn(request);
  response.clearCookie(ATTEMPT_COOKIE, cookieOptions(ground));
  const attempt = sealed === undefined ? null : read(ground, sealed);
  const now = ground.clock.now().getTime();
  if (!attempt || attempt.until <= now || !isSame(state, attempt.state)) return null;
  for (const [used, until] of usedUntil) if (until <= now) usedUntil.delete(used);
  if (usedUntil.has(attempt.state)) return null;
  usedUntil.set(attempt.state, attempt.until);
  return attempt;
}

const usedUntil = new Map<string, number>();

function read(ground: Ground, sealed: string): Attempt | null {
  try {
    return Attempt.parse(JSON.parse(open(ground.config.secretKey, sealed)));
  } catch {
    return null;
  }
}

const cookieIn = (request: Request): string | undefined =>
  (request.headers.cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${ATTEMPT_COOKIE}=`))
    ?.slice(ATTEMPT_COOKIE.length + 1);

const cookieOptions = (ground: Ground): CookieOptions => ({
  httpOnly: true,
  sameSite: "lax",
  secure: ground.config.publicUrl.startsWith("https:"),
  path: "/oauth/",
});
