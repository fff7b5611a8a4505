import { type Client, createClient, Refusal } from "@throughline/shared/client";
import type { Config } from "./config.ts";

/** For whom a call is made: the workspace and the user of the request that Asana signed, and nothing from elsewhere. */
export interface Viewer {
  workspace: string;
  user: string;
}

/** The goal service, asked with our own token for one viewer. `within`: milliseconds until it counts as not answering. */
export type Service = (viewer: Viewer, within: number) => Client;

export function serviceAt({ serviceUrl, token }: Pick<Config, "serviceUrl" | "token">): Service {
  return (viewer, within) =>
    createClient(async ({ method, path, body }) => {
      const headers = {
        authorization: `Bearer ${token}`,
        "x-throughline-tenant": viewer.workspace,
        "x-throughline-as": viewer.user,
        ...(body !== undefined && { "content-type": "application/json" }),
      };
      const init = { method, headers, signal: AbortSignal.timeout(within), ...(body !== undefined && { body }) };
      try {
        return await fetch(serviceUrl + path, init);
      } catch {
        throw new Refusal(503, { code: "unreachable", message: "Throughline does not answer. Try again in a minute." });
      }
    });
}

/** The service is there and said no, as opposed to not being there. */
export const isNo = (error: unknown): error is Refusal => error instanceof Refusal && error.status < 500;

/** Null: for this viewer there is no such thing. */
export const unlessHidden = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  });
