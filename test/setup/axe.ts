import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** Through the debugging protocol, so that the page's own strict policy stays on. */
export async function violations(page: Page): Promise<string[]> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Runtime.evaluate", { expression: axe.source });
  const expression = `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((done) => JSON.stringify(done.violations))`;
  const { result } = await protocol.send("Runtime.evaluate", { expression, awaitPromise: true });
  const found = Violations.parse(JSON.parse(z.string().parse(result.value)));
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
