// The app's JQL functions: asked once for each set of arguments, then remembered, as Jira precomputes them.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { refuse } from "../rest/refusal.ts";
import { type Functions } from "./functions.ts";
import { type Manifest } from "./manifest.ts";

const Answer = z.union([z.object({ jql: z.string() }), z.object({ error: z.string() })]);
const KEEP = 5000;

export class JqlFunctions {
  readonly #manifest: Manifest;
  readonly #functions: Functions;
  readonly #known = new Map<string, { until: number; jql: string }>();

  constructor(manifest: Manifest, functions: Functions) {
    this.#manifest = manifest;
    this.#functions = functions;
  }

  async run(name: string, args: string[], negated: boolean): Promise<string> {
    const declared = this.#manifest.modules["jira:jqlFunction"].find(
      (entry) => entry.name.toLowerCase() === name.toLowerCase(),
    );
    if (!declared) throw refuse("jql_function", `${name}(${args.join(", ")})`);
    const operator = negated ? "not in" : "in";
    if (!declared.operators.includes(operator)) throw refuse("jql_function_operator", name, operator);
    const key = JSON.stringify([name, args, operator]);
    const known = this.#known.get(key);
    if (known && known.until > performance.now()) return known.jql;
    const event = {
      precomputationId: randomUUID(),
      clause: { field: "issue", type: "issue", operator, functionName: declared.name, arguments: args },
    };
    const answer = Answer.parse(await this.#functions.run(declared.function, declared.key, undefined, event));
    if ("error" in answer) throw refuse("jql_function_said", answer.error);
    this.#known.set(key, { until: performance.now() + KEEP, jql: answer.jql });
    return answer.jql;
  }
}
