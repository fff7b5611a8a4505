// Faults on demand: the next calls to a path fail in a chosen way, to see what the service makes of it.
import { z } from "zod";
import { type Method } from "./operation.ts";

export const Fault = z.strictObject({
  /** Only this method; any when absent. */
  method: z.enum(["GET", "POST", "PUT", "DELETE"]).optional(),
  /** A part of the path below /api/1.0, every one when absent; or of a path of `/-/`, such as `/-/oauth_token`. */
  path: z.string().default(""),
  /** How many calls. */
  times: z.number().int().min(1).default(1),
  /** `lost`: the write is done and then the connection breaks. `timeout`: no answer at all. */
  kind: z.enum(["429", "500", "502", "503", "401", "402", "403", "404", "412", "timeout", "lost"]),
  retryAfter: z.number().int().min(0).default(1),
});
export type Fault = z.infer<typeof Fault>;

export class Faults {
  #waiting: Fault[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ ...fault });
  }

  clear(): void {
    this.#waiting = [];
  }

  list(): Fault[] {
    return this.#waiting;
  }

  take(method: Method, path: string): Fault | undefined {
    const found = this.#waiting.find(
      (fault) => (fault.method === undefined || fault.method === method) && path.includes(fault.path),
    );
    if (!found) return undefined;
    found.times -= 1;
    if (found.times === 0) this.#waiting.splice(this.#waiting.indexOf(found), 1);
    return found;
  }
}
