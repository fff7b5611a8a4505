/** @jest-environment node */
import { afterAll, expect, test } from "@jest/globals";
import { build } from "esbuild";
import { z } from "zod";
import { openBrowser } from "../../../../test/setup/browser.ts";

/** Runs inside the page: what lies where it must not, for every chart that stands there. */
const LOOK = `(() => {
  const found = [];
  const meets = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const drawn = (svg) => [...svg.querySelectorAll("line, path[stroke][d^=M], circle")].flatMap((shape) => {
    const long = shape.getTotalLength();
    const box = svg.getBoundingClientRect();
    return Array.from({ length: Math.ceil(long) + 1 }, (_, at) => shape.getPointAtLength(Math.min(at, long))).map(({ x, y }) => ({ x: x + box.left, y: y + box.top }));
  });
  for (const section of document.querySelectorAll("section")) {
    const name = section.dataset.case;
    const svg = section.querySelector("svg");
    if (svg === null) { found.push(name + ": nothing is drawn"); continue; }
    const box = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((text) => ({ says: text.textContent, in: text.closest("[pointer-events=none] g") ?? svg, rect: text.getBoundingClientRect() }));
    const points = drawn(svg);
    for (const [index, { says, rect, in: around }] of texts.entries()) {
      const outside = around === svg ? box : around.querySelector("rect").getBoundingClientRect();
      if (rect.left < outside.left - 0.5 || rect.right > outside.right + 0.5 || rect.top < box.top - 0.5 || rect.bottom > box.bottom + 0.5) found.push(name + ": " + says + " leaves its box");
      if (says.includes("NaN") || says === "") found.push(name + ": a label says " + says);
      for (const other of texts.slice(index + 1)) if (other.in === around && meets(rect, other.rect)) found.push(name + ": " + says + " touches " + other.says);
      if (around !== svg) continue;
      if (points.some(({ x, y }) => x > rect.left && x < rect.right && y > rect.top + 2 && y < rect.bottom - 2)) found.push(name + ": a line crosses " + says);
    }
    const figure = section.querySelector("figure");
    if (figure.scrollWidth > figure.parentElement.clientWidth) found.push(name + ": the figure is wider than its place");
  }
  return JSON.stringify(found);
})()`;

const READ_LAST = `document.querySelectorAll("svg").forEach((svg) => svg.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true })))`;
const READ_FIRST = READ_LAST.replace("End", "Home");

const page = new URL("./chart-cases.test-kit.tsx", import.meta.url).pathname;

let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
afterAll(() => browser?.close());

test("whatever is measured, no label of a chart leaves its box, touches another one or is crossed by a line", async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import "@fontsource-variable/inter/wght.css"; import ${JSON.stringify(page)};`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    outdir: "/made",
    jsx: "automatic",
    loader: { ".woff2": "dataurl" },
    logLevel: "error",
  });
  const made = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  browser = await openBrowser();
  const tab = await browser.newPage({ viewport: { width: 800, height: 900 } });
  await tab.setContent(
    `<style>${made(".css")} body { margin: 8px; font: 400 13px/18px "Inter Variable"; letter-spacing: -0.003em; overflow-wrap: anywhere } .num { font-variant-numeric: tabular-nums } .sr-only { display: none } .flex-wrap { display: flex; flex-wrap: wrap }</style><div id="root"></div>`,
  );
  await tab.addScriptTag({ content: made(".js") });
  await tab.waitForSelector("section:last-child svg");
  await tab.evaluate("document.fonts.load('500 12px \"Inter Variable\"')");
  const wrong = async () => z.array(z.string()).parse(JSON.parse(String(await tab.evaluate(LOOK))));
  const found = await wrong();
  for (const read of [READ_LAST, READ_FIRST]) {
    await tab.evaluate(read);
    found.push(...(await wrong()));
  }
  expect(found).toEqual([]);
});
