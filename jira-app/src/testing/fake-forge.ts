/**
 * Forge's two globals, faked: what the app sends to Jira and to the goal service is answered from a table, and every
 * call is kept. A call that the table doesn't know is an error: nothing is sent that a test did not expect.
 */
export interface Sent {
  to: "jira" | "service";
  as: string;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: unknown;
}

export type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | Error;
type Answer = Reply | ((sent: Sent) => Reply | Promise<Reply>);

interface Target {
  type: string;
  provider?: string;
  remote?: string;
}

export const JIRA_TIME = "Fri, 06 Nov 2026 16:00:00 GMT";

export class FakeForge {
  readonly sent: Sent[] = [];
  readonly logged: { level: string; line: string }[] = [];
  remaining = 25_000;
  readonly #answers = new Map<string, Answer[]>();

  constructor() {
    for (const level of ["info", "warn", "error"] as const) {
      globalThis.console[level] = (line: unknown) => this.logged.push({ level, line: String(line) });
    }
    const none = () => ({ incr: () => undefined, decr: () => undefined });
    Object.assign(globalThis, {
      __forge_runtime__: {
        appContext: { appId: "app", environmentId: "env", environmentType: "DEVELOPMENT", installationId: "inst" },
        lambdaContext: { getRemainingTimeInMillis: () => this.remaining },
        metrics: { counter: none, timing: () => ({ measure: () => ({ stop: () => undefined }) }) },
      },
      __forge_fetch__: (target: Target, path: string, init?: RequestInit) => this.#fetch(target, path, init),
    });
  }

  /** "POST /rest/api/3/issue" or "service PUT /api/v1/links/*"; several answers are given one after another, the last stays. */
  on(call: string, ...answers: Answer[]): this {
    this.#answers.set(call, answers);
    return this;
  }

  calls(call: string): Sent[] {
    return this.sent.filter((sent) => fits(call, sent));
  }

  async #fetch(target: Target, path: string, init?: RequestInit): Promise<Response> {
    const url = new URL(path, "https://x");
    const sent: Sent = {
      to: target.type === "frc" ? "service" : "jira",
      as: target.provider ?? "remote",
      method: init?.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      headers: (init?.headers ?? {}) as Record<string, string>,
      body: typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : undefined,
    };
    this.sent.push(sent);
    const known = [...this.#answers].find(([call]) => fits(call, sent));
    if (known === undefined) throw new Error(`not expected: ${sent.to} ${sent.method} ${sent.path}`);
    const [, queue] = known;
    const next = queue.length > 1 ? queue.shift() : queue[0];
    const reply = typeof next === "function" ? await next(sent) : next;
    if (reply === undefined) throw new Error(`no answer prepared for ${sent.method} ${sent.path}`);
    if (reply instanceof Error) throw reply;
    return new Response(reply.body === undefined ? null : JSON.stringify(reply.body), {
      status: reply.status,
      headers: { "content-type": "application/json", date: JIRA_TIME, ...reply.headers },
    });
  }
}

function fits(call: string, sent: Sent): boolean {
  const words = call.split(" ");
  const to = words.length === 3 ? words.shift() : "jira";
  const [method, path = ""] = words;
  if (to !== sent.to || method !== sent.method) return false;
  return new RegExp(`^${path.replaceAll("*", "[^/]+")}$`).test(sent.path);
}

export const ok = (body: unknown = {}): Reply => ({ status: 200, body });
export const refusal = (status: number, code: string, message = code, details?: unknown): Reply => ({
  status,
  body: { error: { code, message, ...(details === undefined ? {} : { details }) } },
});
export const down = (): Reply => new Error("connect ECONNREFUSED");
