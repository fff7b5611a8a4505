import path from "node:path";
import { expect, test } from "@jest/globals";
import { Linter } from "eslint";

const root = path.resolve(import.meta.dirname, "../..");
const { default: config } = (await import(path.join(root, "eslint.config.js"))) as { default: Linter.Config[] };

/** The messages of our own rules of syntax; those that need types are left to the lint of the whole house. */
function found(file: string, text: string): string[] {
  const own = config.map(({ files, ignores, languageOptions, rules }): Linter.Config => {
    const syntax = rules?.["no-restricted-syntax"];
    const parser = languageOptions?.["parser"];
    return {
      ...(files && { files }),
      ...(ignores && { ignores }),
      ...(parser !== undefined && { languageOptions: { parser } }),
      rules: syntax === undefined ? {} : { "no-restricted-syntax": syntax },
    };
  });
  return new Linter({ cwd: root }).verify(text, own, path.join(root, file)).map(({ message }) => message);
}

const planted: [what: string, text: string, says: string][] = [
  ["a transaction of Prisma's own", "await db.prisma.$transaction([]);", "Use prismaTransaction"],
  ["a transaction begun by hand", 'await client.query("BEGIN");', "Use transaction of database/transaction.ts"],
  ["one begun in a template", "await client.query(`start transaction read only`);", "Use transaction of database"],
  ["the time", "const now = Date.now();", "Take the time from clock.ts."],
  ["the time in SQL", "await db.query(`SELECT now()`);", "Time reaches SQL as a parameter."],
  ["the environment", "const port = process.env.PORT;", "Only main.ts reads the environment"],
];

test.each(planted)("%s in a feature is reported", (_what, text, says) => {
  expect(found("goal-service/src/goals/goals.ts", text)).toEqual([expect.stringContaining(says)]);
});

test("the one kind of transaction may begin one", () => {
  const text = planted.slice(0, 2).map(([, one]) => one);
  expect(found("goal-service/src/database/transaction.ts", text.join("\n"))).toEqual([]);
});
