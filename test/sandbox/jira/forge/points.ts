// The process stands for Forge too, and Forge may stop a function at any moment. THROUGHLINE_STOP_AT names a moment
// beside one call of the app, "after POST /rest/api/3/issue"; `*` stands for one part of a path. There the process says
// that it has arrived and goes no further, so that a parent can kill it exactly there (test/journeys/creation-kill.test.ts).
type Moment = "before" | "after";

let stopAt: string | undefined;

export function stopAtPoint(name: string | undefined): void {
  stopAt = name;
}

function isHere(moment: Moment, method: string, path: string): boolean {
  const [when, verb, where = ""] = stopAt?.split(" ") ?? [];
  if (when !== moment || verb !== method) return false;
  const [wanted, given] = [where, path.replace(/\?.*$/, "")].map((text) => text.split("/"));
  return wanted?.length === given?.length && (wanted ?? []).every((part, at) => part === "*" || part === given?.[at]);
}

/** Around one call of the app: `send` is Jira or the service doing it, and only then is it answered. */
export async function stoppable(method: string, path: string, send: () => Promise<Response>): Promise<Response> {
  await point("before", method, path);
  const answer = await send();
  await point("after", method, path);
  return answer;
}

async function point(moment: Moment, method: string, path: string): Promise<void> {
  if (!isHere(moment, method, path)) return;
  process.stdout.write(`${JSON.stringify({ at: stopAt })}\n`);
  await new Promise(() => undefined);
}
