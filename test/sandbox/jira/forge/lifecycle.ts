// Installing, removing and installing again: a new installation id on the same site, and the events that tell of it.
import { randomUUID } from "node:crypto";
import { account } from "../state/people.ts";
import { type Site } from "../state/site.ts";
import { type Events } from "./events.ts";
import { type Functions } from "./functions.ts";
import { identityOf } from "./identity.ts";
import { type Manifest } from "./manifest.ts";

export class Lifecycle {
  readonly #site: Site;
  readonly #events: Events;
  readonly #functions: Functions;
  readonly #manifest: Manifest;
  readonly #appId: string;

  constructor(site: Site, events: Events, functions: Functions, manifest: Manifest, appId: string) {
    this.#site = site;
    this.#events = events;
    this.#functions = functions;
    this.#manifest = manifest;
    this.#appId = appId;
  }

  #tell(eventType: string): void {
    const identity = identityOf(this.#site.data, this.#appId);
    this.#events.send({
      eventType,
      id: identity.installationAri,
      context: identity.installContext,
      installerAccountId: account("Oskar Lindqvist"),
      app: { id: identity.appAri, version: "1.0.0" },
      environment: { id: identity.environmentAri },
      permissions: { scopes: this.#manifest.permissions.scopes },
      timestamp: String(this.#site.clock.now()),
    });
  }

  /** At the first start with this data, the app has just been installed. */
  async start(): Promise<void> {
    if (!this.#site.data.installed || this.#site.data.announced) return;
    this.#site.data.announced = true;
    this.#tell("avi:forge:installed:app");
    await this.#site.save();
  }

  async uninstall(): Promise<void> {
    if (!this.#site.data.installed) return;
    for (const module of this.#manifest.modules.preUninstall) {
      await this.#functions
        .run(module.function, module.key, undefined, { eventType: "avi:forge:uninstalled:app" })
        .catch(() => undefined);
    }
    this.#site.data.installed = false;
    this.#site.data.remoteEndpoint = null;
    this.#site.data.queue = [];
    await this.#site.save();
  }

  async install(): Promise<void> {
    if (this.#site.data.installed) await this.uninstall();
    this.#site.data.installed = true;
    this.#site.data.installationId = randomUUID();
    this.#site.data.announced = false;
    await this.start();
  }
}
