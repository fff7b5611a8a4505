// Rules: when a task comes into a project, the app's action runs on it. Asana's servers call, not a browser; a new task
// waits two minutes, as Asana does, so that whoever made it can finish.
import { randomUUID } from "node:crypto";
import { type Happening, type Rule, type RuleRun } from "../state/model.ts";
import { type Site } from "../state/site.ts";
import { attach } from "../state/write-attachments.ts";
import { readRan } from "./answers.ts";
import { type AppConsole } from "./console.ts";
import { signPost } from "./sign.ts";
import { type Violations } from "./violations.ts";

const TWO_MINUTES = 120_000;
const PATIENCE = 10_000;
const KEPT = 200;
const LOOK = 1000;

export class Rules {
  readonly #site: Site;
  readonly #app: AppConsole;
  readonly #violations: Violations;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(site: Site, app: AppConsole, violations: Violations) {
    this.#site = site;
    this.#app = app;
    this.#violations = violations;
    site.onEvent((happened) => {
      this.#hear(happened);
    });
  }

  start(): void {
    this.#timer = setInterval(() => void this.runDue(), LOOK);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #hear({ event, at }: Happening): void {
    if (event.action !== "added" || event.resource.resource_type !== "task") return;
    if (event.parent?.resource_type !== "project") return;
    const task = this.#site.task(event.resource.gid);
    const born = task?.createdAt === at;
    for (const rule of this.#site.data.rules.filter(({ project }) => project === event.parent?.gid)) {
      if (rule.paused) continue;
      const dueAt = this.#site.clock.now() + (born ? TWO_MINUTES : 0);
      const run: RuleRun = {
        key: randomUUID(),
        rule: rule.gid,
        task: event.resource.gid,
        dueAt,
        state: "waiting",
        said: "",
      };
      this.#site.data.ruleRuns = [...this.#site.data.ruleRuns, run].slice(-KEPT);
    }
  }

  /** Those whose time has come; with `all` the others too. */
  async runDue(all = false): Promise<void> {
    await this.#running;
    this.#running = this.#runAll(all).finally(() => (this.#running = undefined));
    await this.#running;
  }

  async #runAll(all: boolean): Promise<void> {
    const now = this.#site.clock.now();
    const due = this.#site.data.ruleRuns.filter((run) => run.state === "waiting" && (all || run.dueAt <= now));
    for (const run of due) {
      const rule = this.#site.data.rules.find(({ gid }) => gid === run.rule);
      if (rule && this.#site.task(run.task)) await this.#run(run, rule);
      else Object.assign(run, { state: "failed", said: "The rule or the task is gone." });
    }
    if (due.length > 0) await this.#site.save();
  }

  /** Again with the same key after an error of the app's, as Asana does. */
  async #run(run: RuleRun, rule: Rule): Promise<void> {
    for (let attempt = 0; attempt < 3 && run.state === "waiting"; attempt += 1) await this.#once(run, rule);
    if (run.state === "waiting") run.state = "failed";
  }

  async #once(run: RuleRun, rule: Rule): Promise<void> {
    const action = this.#app.actions.find(({ type }) => type === rule.actionType);
    const signing = { site: this.#site, app: this.#app, user: rule.by };
    const signed = signPost(signing, action?.runUrl ?? "", {
      project: rule.project,
      target_object: run.task,
      action: rule.gid,
      action_type: rule.actionType,
      idempotency_key: run.key,
      app_configuration_json: JSON.stringify(rule.values),
    });
    const { status, text } = await send(signed);
    if (status === 200) this.#finish(run, rule, text, signed.url);
    else {
      run.said = status === null ? text : `The app answered ${String(status)}.`;
      const kind = "failure" as const;
      this.#violations.note({ kind, call: "rule_run", url: signed.url, status, problems: [run.said] });
      if (status === 410) rule.paused = true;
      if (status !== null && status < 500) run.state = "failed";
    }
  }

  #finish(run: RuleRun, rule: Rule, text: string, url: string): void {
    const read = readRan(safely(text));
    if ("problems" in read) {
      Object.assign(run, { state: "failed", said: "Something went wrong." });
      this.#violations.note({ kind: "violation", call: "rule_run", url, status: 200, problems: read.problems });
      return;
    }
    const task = this.#site.task(run.task);
    for (const made of read.value.resources_created ?? []) {
      if (!task) break;
      const given = { subtype: "external" as const, name: made.resource_name, url: made.resource_url, size: null };
      const app = this.#app.matchPattern.test(made.resource_url) ? this.#app.client.id : null;
      attach(this.#site, task, { ...given, app }, rule.by, { actor: null, at: this.#site.clock.now() });
    }
    Object.assign(run, { state: "done", said: read.value.error ?? "" });
  }
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function send(signed: {
  url: string;
  signature: string;
  body?: string;
}): Promise<{ status: number | null; text: string }> {
  try {
    const response = await fetch(signed.url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-asana-request-signature": signed.signature },
      ...(signed.body === undefined ? {} : { body: signed.body }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: null, text: error instanceof Error ? error.message : String(error) };
  }
}
