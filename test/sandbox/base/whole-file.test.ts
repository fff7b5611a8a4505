import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { readWhole, saver } from "./whole-file.ts";

test("what is still under way in a stopped site writes nothing over the next one's file", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "throughline-whole-file-"));
  const file = path.join(dir, "site.json");
  const old = { site: "old", done: 1 };
  const stopped = saver(file, old);
  const underWay = stopped.save();
  old.done = 2;
  await stopped.saveLast();
  await underWay;
  expect(await readWhole(file)).toEqual({ site: "old", done: 2 });

  const next = saver(file, { site: "next" });
  old.done = 3;
  await Promise.all([next.save(), stopped.save(), stopped.save()]);
  expect(await readWhole(file)).toEqual({ site: "next" });
  await rm(dir, { recursive: true });
});
