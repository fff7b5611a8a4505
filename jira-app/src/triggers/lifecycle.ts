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
