import { eventually } from "../setup/eventually.ts";
import type { PromiseName } from "./promises.ts";
import type { Line, Meddling, Passing } from "./line.ts";
import type { Delivery, World } from "./world.ts";

/** All that a connector brings to be held to the promises. */
export interface Harness {
  tool: string;
  /** The promises that mean nothing for this tool, each with the reason. */
  doesNotApply: Partial<Record<PromiseName, string>>;
  connect: () => Promise<World>;
}

/** What the sandboxes call it. */
export const sandboxNews = { none: { mode: "drop" }, prompt: { mode: "prompt" }, held: { mode: "hold" } };

/** For what only a promise would ask that does not apply. */
export const notHere = (): never => {
  throw new Error("this does not apply to the tool, and its harness says why");
};

/**
 * What the tool sends while `act` is done, taken off the line in front of the service: the tool is answered as if it had
 * been heard. The first that `fits` is the one; whatever else comes until nothing is `untold` is swallowed too.
 */
export async function catching(
  line: Line,
  fits: (body: string) => boolean,
  answer: Meddling,
  act: () => Promise<unknown>,
  untold: () => Promise<number>,
): Promise<Delivery> {
  const caught: Passing[] = [];
  const rule = (passing: Passing): Meddling => {
    if (!passing.path.startsWith("/hooks/") || !fits(passing.body)) return undefined;
    caught.push(passing);
    return answer;
  };
  line.rules.push(rule);
  await act();
  const first = await eventually(async () => {
    if (caught[0] && (await untold()) === 0) return caught[0];
    throw new Error(`the tool has told ${caught.length} times and is not at its end`);
  });
  line.rules.splice(line.rules.indexOf(rule), 1);
  return { url: line.url + first.path, headers: first.headers, body: first.body };
}
