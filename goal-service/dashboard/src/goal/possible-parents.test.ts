import { expect, test } from "@jest/globals";
import { possibleParents } from "./possible-parents.ts";

const row = (id: string, parentId: string | null = null) => ({ id, key: id, title: id, parentId });

test("a goal can stand under any other, but not under itself nor under one that stands below it", () => {
  const rows = [row("grandchild", "child"), row("top"), row("mid", "top"), row("child", "mid"), row("aside")];
  expect(possibleParents(rows, "mid").map(({ id }) => id)).toEqual(["top", "aside"]);
  expect(possibleParents(rows, undefined)).toHaveLength(5);
});
