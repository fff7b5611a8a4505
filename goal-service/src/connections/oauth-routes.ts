import express, { type Request, type Response, Router } from "express";
import { z } from "zod";
import { authenticate } from "../accounts/accounts.ts";
import { type Caller, hasRole } from "../accounts/caller.ts";
import { ToolError } from "../connectors/connector.ts";
import type { Ground } from "../ground.ts";
import { Refused } from "../refusal.ts";
import { open, seal } from "../secrets.ts";
import { type Allowed, allowAccount, connectTenant } from "./allow.ts";
import { revoke } from "./grants.ts";
import { type Attempt, beginAttempt, Purpose, takeAttempt } from "./oauth-attempt.ts";
import { DONE_SCRIPT, type Page, sendPage, STYLE } from "./oauth-pages.ts";
import { NEEDS_REGISTRATION, type Registered, registeredWith } from "./registration.ts";

const TOOL = "asana";
/** Where the dashboard shows the connections: the one place to which these pages lead back. */
const CONNECTIONS = "/settings/connections";

/**
 * Allowing us to act in Asana: a browser's way, not an API. Asana opens it in a popup that must keep its opener, so these
 * pages alone do without the opener policy. Nothing of a request ever becomes an address to go to.
 */
export function oauthRoutes(ground: Ground): Router {
  const router = Router();
  router.use("/oauth", (_request, response, next) => {
    response.setHeader("cross-origin-opener-policy", "unsafe-none");
    response.setHeader("x-frame-options", "DENY");
    response.setHeader("referrer-policy", "no-referrer");
    response.setHeader("cache-control", "no-store");
    next();
  });
  router.get("/oauth/page.css", (_request, response) => response.type("css").send(STYLE));
  router.get("/oauth/done.js", (_request, response) => response.type("js").send(DONE_SCRIPT));
  router.get("/oauth/asana/start", (request, response) => step(response, start(ground, request, response)));
  router.get("/oauth/asana/callback", (request, response) => step(response, callback(ground, request, response)));
  router.post("/oauth/asana/choose", express.urlencoded({ extended: false, limit: "64kb" }), (request, response) =>
    step(response, choose(ground, request, response)),
  );
  return router;
}

/** A page to show, or one of our own addresses (or the tool's consent page) to go to. */
type Next = Page | { to: string };

async function step(response: Response, next: Promise<Next>): Promise<void> {
  const page = await next.catch((error: unknown) => whatWentWrong(error));
  if ("to" in page) response.redirect(303, page.to);
  else sendPage(response, page);
}

const redirectUri = (ground: Ground): string => `${ground.config.publicUrl}/oauth/asana/callback`;

function registration(ground: Ground): Registered {
  const registered = registeredWith(ground, TOOL);
  if (!registered) throw new Refused("not_found", `Throughline is not set up for Asana here. ${NEEDS_REGISTRATION}`);
  return registered;
}

const Start = z.object({
  for: Purpose.exclude(["choice"]).default("account"),
  create: z
    .string()
    .regex(/^INI-\d{1,9}$/)
    .nullable()
    .default(null)
    .catch(null),
});

async function start(ground: Ground, request: Request, response: Response): Promise<Next> {
  const { signIn, app } = registration(ground);
  const { for: purpose, create } = Start.safeParse(request.query).data ?? { for: "account" as const, create: null };
  const who = purpose === "account" ? null : await signedInHere(ground, request, purpose);
  const { state, challenge } = beginAttempt(ground, response, {
    purpose,
    who,
    create: purpose === "me" ? create : null,
  });
  return { to: signIn.authorizeUrl(app, { state, challenge, redirectUri: redirectUri(ground) }) };
}

/** Somebody signed in here, who began on our own pages: another site's link must not connect anything in their name. */
async function signedInHere(
  ground: Ground,
  request: Request,
  purpose: Attempt["purpose"],
): Promise<NonNullable<Attempt["who"]>> {
  const from = request.headers["sec-fetch-site"];
  if (from !== undefined && from !== "same-origin" && from !== "none")
    throw new Refused("not_allowed", "Begin on Throughline's own pages: another site sent you here.");
  return whoOf(await personHere(ground, request, purpose));
}

async function personHere(ground: Ground, request: Request, purpose: Attempt["purpose"]): Promise<Caller> {
  const caller = await authenticate(ground, request);
  if (caller.connection !== null || !caller.person) throw new Refused("not_signed_in", "Sign in to Throughline first.");
  if (purpose !== "me" && !hasRole(caller, "admin"))
    throw new Refused("not_allowed", "Connecting a tool needs the role admin. An admin of the workspace can do it.");
  return caller;
}

const whoOf = ({ workspaceId, person }: Caller): NonNullable<Attempt["who"]> => ({
  workspaceId,
  personId: person?.id ?? "",
});

const Back = z.object({ state: z.string(), code: z.string().min(1).optional() });

async function callback(ground: Ground, request: Request, response: Response): Promise<Next> {
  const registered = registration(ground);
  const back = Back.safeParse(request.query).data;
  const attempt = takeAttempt(ground, request, response, back?.state ?? "");
  if (!attempt || attempt.purpose === "choice") throw notBegunHere();
  if (back?.code === undefined) return denied(attempt);
  const { signIn, app } = registered;
  const { verifier, purpose, who } = attempt;
  const caller = who === null ? null : await stillHere(ground, request, purpose, who);
  const tokens = await signIn.exchange(app, { code: back.code, verifier, redirectUri: redirectUri(ground) });
  const keep = async (): Promise<Next> => {
    const allowed = { tool: TOOL, account: await signIn.me(app, tokens.access), tokens };
    if (purpose === "workspace" && caller) return connect(ground, response, caller, allowed);
    await allowAccount(ground, allowed, who);
    return attempt.create === null ? done(ground) : { to: `${formOf(attempt.create)}?create=${TOOL}` };
  };
  return orGiveBack(ground, registered, tokens.refresh, keep);
}

const formOf = (key: string): string => `/initiatives/${key}`;

const denied = ({ create }: Attempt): Page => ({
  ...{ status: 403, title: "Not connected" },
  text: "Asana says that you did not allow it. Nothing was changed.",
  ...(create !== null && { link: { to: formOf(create), text: `Back to ${create}` } }),
});

const notBegunHere = () =>
  new Refused(
    "wrong_state",
    "This was not begun in this browser, was used already, or took longer than ten minutes. Close this window and begin again.",
  );

/** The same person as at the beginning, with the same rights. */
async function stillHere(
  ground: Ground,
  request: Request,
  purpose: Attempt["purpose"],
  who: NonNullable<Attempt["who"]>,
): Promise<Caller> {
  const caller = await personHere(ground, request, purpose);
  const now = whoOf(caller);
  if (now.workspaceId !== who.workspaceId || now.personId !== who.personId) throw notBegunHere();
  return caller;
}

/** What we can't use is given back at once. */
async function orGiveBack(
  ground: Ground,
  registered: Registered,
  refreshToken: string,
  keep: () => Promise<Next>,
): Promise<Next> {
  try {
    return await keep();
  } catch (error) {
    await revoke(ground, registered, refreshToken);
    throw error;
  }
}

/** What waits in the admin's own page while they choose: sealed, and good for their browser only. */
const Held = z.object({
  state: z.string(),
  account: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    workspaces: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  tokens: z.object({ access: z.string(), refresh: z.string(), expiresInS: z.number(), scopes: z.array(z.string()) }),
});

async function connect(ground: Ground, response: Response, caller: Caller, allowed: Allowed): Promise<Next> {
  const { account, tokens } = allowed;
  const [first, ...others] = account.workspaces;
  if (!first)
    throw new Refused("no_workspace", "This Asana account belongs to no workspace. Sign in with another one.");
  if (others.length === 0) {
    await connectTenant(ground, caller, allowed, first);
    return { to: CONNECTIONS };
  }
  const { state } = beginAttempt(ground, response, { purpose: "choice", who: whoOf(caller), create: null });
  const held = seal(ground.config.secretKey, JSON.stringify({ state, account, tokens }));
  return {
    status: 200,
    title: "Which Asana workspace?",
    text: `${account.name} belongs to several. Throughline reads the one that you choose.`,
    choice: { held, workspaces: account.workspaces },
  };
}

const Chosen = z.object({ held: z.string(), tenant: z.string() });

async function choose(ground: Ground, request: Request, response: Response): Promise<Next> {
  const registered = registration(ground);
  const chosen = Chosen.safeParse(request.body).data;
  const held = chosen && heldIn(ground, chosen.held);
  const attempt = takeAttempt(ground, request, response, held?.state ?? "");
  if (!chosen || !held || attempt?.purpose !== "choice" || !attempt.who) throw notBegunHere();
  const caller = await stillHere(ground, request, "workspace", attempt.who);
  return orGiveBack(ground, registered, held.tokens.refresh, async () => {
    const tenant = held.account.workspaces.find(({ id }) => id === chosen.tenant);
    if (!tenant) throw new Refused("no_workspace", "This account does not belong to that workspace. Begin again.");
    await connectTenant(ground, caller, { tool: TOOL, account: held.account, tokens: held.tokens }, tenant);
    return { to: CONNECTIONS };
  });
}

function heldIn(ground: Ground, sealed: string): z.infer<typeof Held> | null {
  try {
    return Held.parse(JSON.parse(open(ground.config.secretKey, sealed)));
  } catch {
    return null;
  }
}

const done = (ground: Ground): Page => ({
  status: 200,
  title: "Done",
  text: "Throughline may now act for you in Asana: what you create there under an initiative is created as you. You can close this window.",
  link: { to: "/", text: "Open Throughline" },
  tells: ground.config.asana.origin,
});

const SAID: Record<string, Pick<Page, "status" | "title" | "link"> & { text?: string }> = {
  not_found: { status: 404, title: "Not set up" },
  not_signed_in: {
    status: 401,
    title: "Sign in first",
    text: "Nobody is signed in to Throughline in this browser. Sign in, then begin again.",
    link: { to: "/sign-in", text: "Sign in to Throughline" },
  },
  not_allowed: { status: 403, title: "Not allowed" },
  not_paired: { status: 403, title: "This workspace is not connected yet" },
  tenant_taken: { status: 409, title: "This workspace is connected elsewhere" },
  account_taken: { status: 409, title: "Somebody else's account" },
  wrong_state: { status: 422, title: "Begin again" },
};

/** Everything expected is a page with words; a fault goes on to the one place that logs it. */
function whatWentWrong(error: unknown): Page {
  if (error instanceof Refused)
    return { status: 422, title: "Not connected", text: error.message, ...SAID[error.code] };
  if (!(error instanceof ToolError)) throw error;
  const silent = error.kind === "unreachable" || error.kind === "unknown" || error.kind === "limited";
  return silent
    ? {
        status: 503,
        title: "Asana does not answer",
        text: "Nothing was changed. Close this window and try again in a minute.",
      }
    : {
        status: 422,
        title: "Asana says no",
        text: `${error.message} Nothing was changed. Close this window and begin again.`,
      };
}
