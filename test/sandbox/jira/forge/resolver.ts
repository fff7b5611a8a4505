// Calls from the app's frontends. The browser says which module and what it wants; who is asking and where comes from here.
import { z } from "zod";
import { byId, issueTypes } from "../state/catalogue.ts";
import { asPerson, canBrowse, canSee, isAdmin } from "../state/permissions.ts";
import { findProject, projectOf } from "../state/projects.ts";
import { type Site } from "../state/site.ts";
import { refuse, refuseOtherwise } from "../rest/refusal.ts";
import { type Functions } from "./functions.ts";
import { identityOf } from "./identity.ts";
import { type Manifest, type UiKind, type UiModule, uiModules } from "./manifest.ts";

export const Place = z.object({ moduleKey: z.string(), issue: z.string().optional(), project: z.string().optional() });
export type Place = z.infer<typeof Place>;

export const Invoke = z.object({ place: Place, functionKey: z.string(), payload: z.unknown().optional() });
const Dynamic = z.looseObject({ status: z.unknown().optional() }).nullish();
const LONGEST_REQUEST = 500 * 1024;
const LONGEST_ANSWER = 5 * 1024 * 1024;
const adminOnly: UiKind[] = ["jira:adminPage"];

export class Resolvers {
  readonly #site: Site;
  readonly #manifest: Manifest;
  readonly #functions: Functions;
  readonly #appId: string;
  readonly #siteUrl: () => string;

  constructor(site: Site, manifest: Manifest, functions: Functions, appId: string, siteUrl: () => string) {
    this.#site = site;
    this.#manifest = manifest;
    this.#functions = functions;
    this.#appId = appId;
    this.#siteUrl = siteUrl;
  }

  #module(place: Place): { kind: UiKind; module: UiModule } {
    const found = uiModules(this.#manifest).find(({ module }) => module.key === place.moduleKey);
    if (!found || !this.#site.data.installed) throw refuse("module_not_found", place.moduleKey);
    return found;
  }

  /** Where the module stands, as its context tells; refused where the person may not be. */
  #extension(kind: UiKind, place: Place, accountId: string): Record<string, unknown> {
    const who = asPerson(accountId);
    if (adminOnly.includes(kind) && !isAdmin(who)) throw refuse("admin_only");
    if (place.issue !== undefined) {
      const issue = this.#site.find(place.issue);
      if (!issue || !canSee(who, issue)) throw refuse("issue_not_found");
      const project = projectOf(issue.projectId);
      return {
        type: kind,
        issue: { id: issue.id, key: issue.key, type: byId(issueTypes, issue.typeId).name, typeId: issue.typeId },
        project: {
          id: project.id,
          key: project.key,
          type: project.typeIds.includes("10010") ? "software" : "business",
        },
      };
    }
    const project = findProject(place.project ?? "");
    if (project && canBrowse(who, project)) {
      return { type: kind, project: { id: project.id, key: project.key, type: "software" } };
    }
    return { type: kind };
  }

  /** What a resolver is told. */
  #trusted(place: Place, accountId: string): Record<string, unknown> {
    const { kind, module } = this.#module(place);
    const { appAri, environmentAri } = identityOf(this.#site.data, this.#appId);
    return {
      accountId,
      cloudId: this.#site.data.cloudId,
      siteUrl: this.#siteUrl(),
      localId: `${appAri}/${this.#site.data.environmentId}/static/${module.key}`,
      moduleKey: module.key,
      environmentId: environmentAri.split("/").at(-1),
      environmentType: "DEVELOPMENT",
      appVersion: "1.0.0",
      extension: this.#extension(kind, place, accountId),
    };
  }

  /** What the frontend is told. */
  context(place: Place, accountId: string): Record<string, unknown> {
    const { installContext } = identityOf(this.#site.data, this.#appId);
    const { permissions } = this.#manifest;
    return { ...this.#trusted(place, accountId), locale: "en_US", timezone: "Etc/UTC", installContext, permissions };
  }

  async invoke(call: z.infer<typeof Invoke>, accountId: string): Promise<unknown> {
    const { module } = this.#module(call.place);
    const functionKey = module.resolver?.function;
    if (functionKey === undefined) throw refuse("module_without_resolver", module.key);
    if (JSON.stringify(call.payload ?? null).length > LONGEST_REQUEST)
      throw refuseOtherwise("payload_too_large", 413, { message: "The payload is over 500 KB." });
    const context = this.#trusted(call.place, accountId);
    const event = { call: { functionKey: call.functionKey, payload: call.payload }, context };
    const result = await this.#functions.run(functionKey, module.key, accountId, event);
    if (JSON.stringify(result ?? null).length > LONGEST_ANSWER)
      throw refuseOtherwise("answer_too_large", 413, { message: "The answer is over 5 MB." });
    return result;
  }

  /** What a closed issue context shows: the manifest's, or what the app's function answers. */
  async status(place: Place, accountId: string): Promise<unknown> {
    const { module } = this.#module(place);
    if (!module.dynamicProperties) return module.status ?? null;
    const { extension, cloudId } = this.#trusted(place, accountId);
    const event = { context: { cloudId }, extension };
    const told = Dynamic.parse(
      await this.#functions.run(module.dynamicProperties.function, module.key, accountId, event),
    );
    return told?.status ?? null;
  }
}
