import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { createInvitation, listInvitations, renewInvitation, withdrawInvitation } from "./invitations.ts";
import { endSession, listSessions, signOut } from "./sessions.ts";
import { setUp } from "./set-up.ts";
import { readAddress, signIn } from "./sign-in.ts";
import { createToken, endToken, listTokens } from "./tokens.ts";

/** What needs no session, because it makes one; also the only calls of a service that is not set up. */
export function signInRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.readAddress, ({ input, browser }) => readAddress(ground, input.secret, browser));
  mount(router, ground, endpoints.signIn, ({ input, browser }) => signIn(ground, input.secret, browser));
  mount(router, ground, endpoints.setUp, ({ input, browser }) => setUp(ground, input, browser));
  return router;
}

export function accountRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.signOut, ({ caller, browser }) => signOut(ground, caller, browser));
  mount(router, ground, endpoints.listSessions, ({ caller, input }) => listSessions(ground, caller, input));
  mount(router, ground, endpoints.endSession, ({ caller, input }) => endSession(ground, caller, input.id));
  mount(router, ground, endpoints.listTokens, ({ caller, input }) => listTokens(ground, caller, input));
  mount(router, ground, endpoints.createToken, ({ caller, input }) => createToken(ground, caller, input));
  mount(router, ground, endpoints.endToken, ({ caller, input }) => endToken(ground, caller, input.id));
  mount(router, ground, endpoints.listInvitations, ({ caller, input }) => listInvitations(ground, caller, input));
  mount(router, ground, endpoints.createInvitation, ({ caller, input }) => createInvitation(ground, caller, input));
  mount(router, ground, endpoints.renewInvitation, ({ caller, input }) => renewInvitation(ground, caller, input.id));
  mount(router, ground, endpoints.withdrawInvitation, ({ caller, input }) =>
    withdrawInvitation(ground, caller, input.id),
  );
  return router;
}
