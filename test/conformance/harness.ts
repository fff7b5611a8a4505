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

/** A tool that has sent nothing for this long has sent all of it. */
const QUIET_MS = 300;

/** What the sandboxes call it. */
export const sandboxNews = { none: { mode: "drop" }, prompt: { mode: "prompt" }, held: { mode: "hold" } };

/** For what only a promise would ask that does not apply. */
export const notHere = (): never => {
  throw new Error("this does not apply to the tool, and its harness says why");
};

/**
 * What the tool sends while `act` is done, taken off the line in front of the service: the tool is answered as if it had
 * been heard. The first that `fits` is the one; whatever else comes with it is swallowed too.
 */
export async function catching(
  line: Line,
  fits: (body: string) => boolean,
  answer: Meddling,
  act: () => Promise<unknown>,
): Promise<Delivery> {
  let quiet: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (quiet = resolve));
  const caught: Passing[] = [];
  let timer: NodeJS.Timeout | undefined;
  const rule = (passing: Passing): Meddling => {
    if (!passing.path.startsWith("/hooks/") || !fits(passing.body)) return undefined;
    caught.push(passing);
    clearTimeout(timer);
    timer = setTimeout(quiet, QUIET_MS);
    return answer;
  };
  line.rules.push(rule);
  await act();
  await over;
  line.rules.splice(line.rules.indexOf(rule), 1);
  const [first] = caught;
  if (!first) throw new Error("the tool sent nothing");
  return { url: line.url + first.path, headers: first.headers, body: first.body };
}
