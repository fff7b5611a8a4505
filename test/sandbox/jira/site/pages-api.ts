// `/site/*`: what the pages read, the few things they do beyond REST, and the app's frontends' calls through the bridge.
import express, { type Request, type Router } from "express";
import { z } from "zod";
import { type Clock } from "../../base/clock.ts";
import { identityOf } from "../forge/identity.ts";
import { type Manifest, uiModules } from "../forge/manifest.ts";
import { Invoke, Place, type Resolvers } from "../forge/resolver.ts";
import { ours, refuse } from "../rest/refusal.ts";
import { cookieUser, type Tokens } from "../rest/tokens.ts";
import { type Issue } from "../state/model.ts";
import { asPerson, canCreate, canEdit, canSee, isAdmin, type Principal } from "../state/permissions.ts";
import { account, userByName } from "../state/people.ts";
import { findProject, projectOf } from "../state/projects.ts";
import { type Site } from "../state/site.ts";
import { createIssue, moveIssue } from "../state/write.ts";
import { board, bootstrap, issueView } from "./views.ts";
import { answerErrors } from "./controls.ts";

interface PagesParts {
  site: Site;
  clock: Clock;
  manifest: Manifest;
  resolvers: Resolvers;
  tokens: Tokens;
  serviceUrl: string;
  appId: string;
  base: () => string;
}

const Product = z.object({
  place: Place,
  product: z.literal("jira", { error: "this site has no such product" }),
  restPath: z.string().startsWith("/rest/"),
  init: z
    .object({
      method: z.string().optional(),
      headers: z.array(z.tuple([z.string(), z.string()])).optional(),
      body: z.string().optional(),
    })
    .loose(),
});
const Remotes = z.object({
  place: Place,
  remotes: z.array(z.object({ key: z.string(), configured: z.object({ endpoint: z.url({ protocol: /^https?$/ }) }) })),
});
const Days = z.object({ days: z.number().int().min(1).max(14), mode: z.enum(["goes_on", "stands_still"]) });
const Clone = z.object({ keepMark: z.boolean().default(true) }).default({ keepMark: true });

export function pagesApi(parts: PagesParts): Router {
  const router = express.Router();
  const { site } = parts;
  router.use(express.json({ limit: "5mb" }), async (_request, _response, next) => {
    await parts.clock.refresh();
    next();
  });

  const me = (request: Request): Principal => asPerson(cookieUser(request) ?? account("Dana Okafor"));
  const seen = (request: Request): Issue => {
    const issue = site.find(z.string().parse(request.params["issue"]));
    if (!issue || !canSee(me(request), issue)) throw refuse("issue_not_found");
    return issue;
  };

  router.get("/bootstrap", (request, response) => {
    const who = me(request);
    if (cookieUser(request) === undefined)
      response.cookie("sandbox_user", who.accountId, { httpOnly: true, sameSite: "lax" });
    const { page } = identityOf(site.data, parts.appId);
    response.json(bootstrap(site, parts.manifest, who, { service: parts.serviceUrl, page }));
  });

  router.post("/me", (request, response) => {
    const user = userByName(z.object({ accountId: z.string() }).parse(request.body).accountId);
    if (!user) throw ours(404, "There is no such person on this site.");
    response.cookie("sandbox_user", user.accountId, { httpOnly: true, sameSite: "lax" }).status(204).end();
  });

  router.get("/board/:project", (request, response) => {
    response.json({ cards: board(site, me(request), request.params.project) });
  });

  router.get("/issue/:issue", (request, response) => {
    response.json(issueView(site, seen(request), me(request)));
  });

  router.post("/issue/:issue/clone", async (request, response) => {
    const issue = seen(request);
    const who = me(request);
    const project = projectOf(issue.projectId);
    if (!canCreate(who, project)) throw refuse("create_not_allowed");
    const { keepMark } = Clone.parse(request.body ?? {});
    const { typeId, description, assignee, due, parentId, labels, priorityId, points, custom, properties } = issue;
    const values = { typeId, description, assignee, due, parentId, labels, priorityId, points, custom };
    const stroke = { actor: who.accountId, at: parts.clock.now(), byHand: true };
    const draft = { ...values, project, summary: `CLONE - ${issue.summary}`, properties: keepMark ? properties : {} };
    const made = createIssue(site, draft, stroke, issue);
    site.data.links.push({ id: site.nextId(), typeId: "10001", inwardId: made.id, outwardId: issue.id });
    await site.save();
    response.status(201).json({ key: made.key });
  });

  router.post("/issue/:issue/move", async (request, response) => {
    const issue = seen(request);
    const project = findProject(z.object({ project: z.string() }).parse(request.body).project);
    if (!project || !canEdit(me(request), issue) || !canCreate(me(request), project))
      throw ours(403, "You cannot move it there.");
    moveIssue(site, issue, project, { actor: me(request).accountId, at: parts.clock.now() });
    await site.save();
    response.json({ key: issue.key });
  });

  router.post("/context", (request, response) => {
    response.json(parts.resolvers.context(Place.parse(request.body), me(request).accountId));
  });
  router.post("/invoke", async (request, response) => {
    const result = await parts.resolvers.invoke(Invoke.parse(request.body), me(request).accountId);
    response.json({ result });
  });
  router.post("/status", async (request, response) => {
    response.json((await parts.resolvers.status(Place.parse(request.body), me(request).accountId)) ?? null);
  });

  /** requestJira in the browser: the person's own permissions, but only the app's scopes. */
  router.post("/product", async (request, response) => {
    const { restPath, init } = Product.parse(request.body);
    const headers = new Headers(init.headers ?? []);
    headers.set(
      "authorization",
      `Bearer ${parts.tokens.forApp(parts.manifest.permissions.scopes, me(request).accountId)}`,
    );
    const { method = "GET", body } = init;
    const answer = await fetch(`${parts.base()}${restPath}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const told = Object.fromEntries(answer.headers.entries());
    response.json({ status: answer.status, statusText: answer.statusText, headers: told, body: await answer.text() });
  });

  router.get("/remote", (_, response) => {
    response.json({ endpoint: site.data.remoteEndpoint });
  });
  router.post("/remote", async (request, response) => {
    const { place, remotes } = Remotes.parse(request.body);
    const kind = uiModules(parts.manifest).find(({ module }) => module.key === place.moduleKey)?.kind;
    if (!isAdmin(me(request)) || kind !== "jira:adminPage") throw refuse("remote_admin_only");
    for (const { key, configured } of remotes) {
      const remote = parts.manifest.remotes.find((entry) => entry.key === key);
      if (remote?.configurable === undefined) throw refuse("remote_not_configurable", key);
      site.data.remoteEndpoint = configured.endpoint.replace(/\/+$/, "");
    }
    await site.save();
    response.json({ endpoint: site.data.remoteEndpoint });
  });

  /** Days pass in the service, which then calls back here for each of them. */
  router.post("/days", async (request, response) => {
    const asked = Days.parse(request.body);
    const answer = await fetch(`${parts.serviceUrl}/sandbox/days`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(300_000),
    }).catch(() => undefined);
    if (!answer?.ok)
      throw ours(
        502,
        `The goal service at ${parts.serviceUrl} did not let the days pass${answer ? ` (${String(answer.status)})` : ""}.`,
      );
    await parts.clock.refresh(true);
    response.json({ days: parts.clock.days() });
  });

  router.use(answerErrors);
  return router;
}
