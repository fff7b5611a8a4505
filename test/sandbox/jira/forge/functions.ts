// Runs the app's real functions in plain Node. Each invocation knows its own user, so that two at once never mix.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { z } from "zod";
import { appFetch, guardedFetch, plainFetch, type FetchParts, type Invocation } from "./app-fetch.ts";
import { identityOf } from "./identity.ts";

type Handler = (event: unknown, context: unknown) => unknown;
const Exports = z.record(z.string(), z.unknown());

/** A function ran out of its time. Forge repeats such invocations of triggers by itself. */
export class TimedOut extends Error {}

const timer = { measure: () => ({ stop: () => undefined }) };
const metrics = {
  counter: () => ({ incr: () => undefined, decr: () => undefined }),
  timing: () => timer,
  gauge: () => ({ set: () => undefined }),
};

/** One for the process: the app's bundle, once loaded, keeps the globals that it found. */
const current = new AsyncLocalStorage<Invocation & { endsAt: number; id: string }>();

export class Functions {
  readonly #parts: FetchParts;
  readonly #handlers: Record<string, unknown>;
  readonly #log: (line: string) => void;

  constructor(parts: FetchParts, bundle: string, log: (line: string) => void) {
    this.#parts = parts;
    this.#log = log;
    this.#installGlobals();
    this.#handlers = Exports.parse(createRequire(import.meta.url)(bundle));
  }

  #installGlobals(): void {
    const runtime = (): Record<string, unknown> => this.#runtime();
    Object.defineProperty(globalThis, "__forge_runtime__", { configurable: true, get: runtime });
    const guarded = guardedFetch(this.#parts.manifest);
    Object.assign(globalThis, {
      __forge_fetch__: appFetch(this.#parts, () => current.getStore()),
      fetch: ((...given) => (current.getStore() ? guarded : plainFetch)(...given)) satisfies typeof fetch,
    });
  }

  #runtime(): Record<string, unknown> {
    const invocation = current.getStore();
    const { appId } = this.#parts;
    return {
      appContext: {
        appId,
        appVersion: "1.0.0",
        environmentId: this.#parts.data.environmentId,
        environmentType: "DEVELOPMENT",
        installationId: this.#parts.data.installationId,
        invocationId: invocation?.id,
        moduleKey: invocation?.moduleKey,
        permissions: this.#parts.manifest.permissions,
      },
      lambdaContext: { getRemainingTimeInMillis: () => Math.max(0, (invocation?.endsAt ?? 0) - performance.now()) },
      metrics,
    };
  }

  /** What every function gets beside its event. */
  backendContext(accountId: string | undefined): Record<string, unknown> {
    const { data, appId } = this.#parts;
    const { installContext, installationAri } = identityOf(data, appId);
    return {
      ...(accountId === undefined ? {} : { principal: { accountId } }),
      installContext,
      installation: {
        ari: { installationId: installationAri },
        contexts: [{ cloudId: data.cloudId, workspaceId: data.cloudId }],
      },
    };
  }

  async run(functionKey: string, moduleKey: string, accountId: string | undefined, event: unknown): Promise<unknown> {
    const declared = this.#parts.manifest.modules.function.find((entry) => entry.key === functionKey);
    if (!declared) throw new Error(`the manifest declares no function ${functionKey}`);
    const name = declared.handler.split(".").at(-1) ?? "";
    const handler = this.#handlers[name];
    if (typeof handler !== "function") throw new Error(`the app's bundle exports no ${name}`);
    const limit = (declared.timeoutSeconds ?? 25) * 1000;
    const invocation = { functionKey, moduleKey, accountId, endsAt: performance.now() + limit, id: randomUUID() };
    const work = current.run(invocation, () =>
      Promise.resolve().then(() => (handler as Handler)(structuredClone(event), this.backendContext(accountId))),
    );
    let stop: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      stop = setTimeout(() => {
        reject(new TimedOut(`${functionKey} did not end within ${String(limit / 1000)} s`));
      }, limit);
    });
    try {
      return await Promise.race([work, tooLong]);
    } catch (error) {
      this.#log(`app function ${functionKey} failed: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    } finally {
      clearTimeout(stop);
    }
  }
}
