import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const TOKENS = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)].map(([, name = "", light = "", dark = ""]) => [
    name,
    { light, dark },
  ]),
);

/** WCAG 2: relative luminance, and the contrast of two colours. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}
const colour = (name: string, theme: "light" | "dark") => TOKENS.get(name)?.[theme] ?? "#808080";

const GROUNDS = ["bg", "bg-side", "bg-sub", "bg-hover", "bg-sel", "bg-pop", "none-bg"];
const TINTED = ["on", "risk", "off", "done", "none"];

test.each(["light", "dark"] as const)("every text colour can be read on every ground, in %s", (theme) => {
  const pairs = [
    ...["fg", "fg-2", "fg-3", "accent", ...TINTED].flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
    ...["fg", "fg-2", "fg-3"].flatMap((text) => TINTED.map((tint) => [text, `${tint}-bg`] as const)),
    ...TINTED.map((tint) => [tint, `${tint}-bg`] as const),
    ["accent", "accent-sub"] as const,
    ["ink-fg", "ink"] as const,
  ];
  const weak = pairs
    .map(([text, ground]) => [text, ground, contrast(colour(text, theme), colour(ground, theme))] as const)
    .filter(([, , ratio]) => ratio < 4.5);
  expect(weak).toEqual([]);
});
