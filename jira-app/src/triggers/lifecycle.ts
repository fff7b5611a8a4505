import { log } from "../log.ts";
import { passing, pause } from "../outcome.ts";
import { postPage } from "../remote/goal-service.ts";
import { exchange } from "../sync/exchange.ts";
import { memory } from "../sync/memory.ts";
import { type Retry, verdict } from "./retry.ts";

/**
 * Installed or upgraded: a first word to the service, which then knows this site and shows its pairing code. Nothing is
 * read before somebody has typed that code.
 */
export async function onLifecycle(): Promise<Retry | undefined> {
  memory.forget();
  const said = await exchange({ items: [] });
  return said.ok ? undefined : verdict(said.problem, 0);
}

const TRIES = 3;

/**
 * The app is about to be removed, and this is the last that the service hears of it: without it a day would pass before
 * anybody called the silence one. Forge asks once and waits for no second try, so all of them are made here.
 */
export async function onUninstall(): Promise<void> {
  memory.forget();
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const said = await postPage({ items: [], uninstalled: true });
    if (said.ok) return;
    log("warn", "uninstall not told", { problem: said.problem.kind });
    if (!passing(said.problem)) return;
    await pause(500 * attempt);
  }
}
