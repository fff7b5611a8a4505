import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";

interface Entry {
  resolved?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}
const file = path.resolve(import.meta.dirname, "../../package-lock.json");
const { packages } = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Entry> };

/** Where Node would look for a package from inside another one, nearest first. */
function places(from: string, name: string): string[] {
  const parts = from.split("/node_modules/");
  const outside = parts.map((_, index) => parts.slice(0, parts.length - index).join("/node_modules/"));
  return [...outside, ""].map((dir) => (dir === "" ? `node_modules/${name}` : `${dir}/node_modules/${name}`));
}

// A registry without some platform's binary makes npm leave it out of the lock, and `npm ci` then refuses the whole lock,
// here or on somebody's Mac. Pin the newest version that is complete.
test("every package for another platform has its place in the lock", () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !places(from, name).some((place) => place in packages))
      .map((name) => `${from} -> ${name}`),
  );
  expect(missing).toEqual([]);
});

test("the lock names no place to download from, so that any registry serves", () => {
  const named = Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined && link !== true);
  expect(named).toEqual([]);
});
