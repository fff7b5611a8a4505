import { z } from "zod";

/** The sandbox Jira as people meet it: its REST API, the app's panels, and the controls that only a sandbox has. */
export interface JiraSite {
  /** REST v3 with Dana's own API token; what Jira refuses is an error. */
  rest: <T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, reply: z.ZodType<T>, body?: object) => Promise<T>;
  /** A call of the app's own resolver, from one of its panels, as this person. */
  inApp: <T>(call: string, payload: object, reply: z.ZodType<T>, from?: Panel) => Promise<T>;
  /** `/sandbox/*` and what its pages can do beyond REST. */
  get: <T>(path: string, reply: z.ZodType<T>) => Promise<T>;
  post: <T>(path: string, body: object, reply: z.ZodType<T>) => Promise<T>;
  /** Runs one of the app's scheduled triggers now. */
  beat: (key: "every-five-minutes" | "every-hour" | "every-week") => Promise<void>;
}

interface Panel {
  module: "throughline-create" | "throughline-link" | "throughline-admin";
  issue?: string;
  account: string;
}

export const DANA = "5f7c1e9ad4b2830069a10001";
export const MARCO = "5f7c1e9ad4b2830069a10003";
/** The Jira admin. */
export const OSKAR = "5f7c1e9ad4b2830069a10009";

const Invoked = z.object({ result: z.unknown() });

export function jiraSite(url: string): JiraSite {
  const ask = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<unknown> => {
    const answer = await fetch(url + path, {
      method,
      headers: { ...headers, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Jira answered ${answer.status} to ${method} ${path}: ${text.slice(0, 500)}`);
    return text === "" ? null : JSON.parse(text);
  };
  const basic = `Basic ${Buffer.from("dana.okafor@example.com:sandbox").toString("base64")}`;
  const cookie = (account: string) => ({ cookie: `sandbox_user=${account}` });
  const post: JiraSite["post"] = async (path, body, reply) => reply.parse(await ask("POST", path, cookie(DANA), body));
  return {
    rest: async (method, path, reply, body) =>
      reply.parse(await ask(method, `/rest/api/3${path}`, { authorization: basic }, body)),
    inApp: async (
      functionKey,
      payload,
      reply,
      { module, issue, account } = { module: "throughline-create", account: DANA },
    ) => {
      const place = { moduleKey: module, ...(issue !== undefined && { issue }) };
      const answer = await ask("POST", "/site/invoke", cookie(account), { place, functionKey, payload });
      return reply.parse(Invoked.parse(answer).result);
    },
    get: async (path, reply) => reply.parse(await ask("GET", path, cookie(DANA))),
    post,
    beat: async (key) => {
      await post(`/sandbox/schedule/${key}`, {}, z.object({ ran: z.literal(true) }));
    },
  };
}
