import { expect, test } from "@jest/globals";
import { evaluateFile } from "./health-file.ts";
import { verifyFile } from "./receipt-file.ts";

const facts = { start: "2026-10-01", due: "2026-12-31", state: "active", keyResults: [], items: [] };
const receipt = (name: string) => {
  const answer = evaluateFile(JSON.stringify([{ name, asOf: "2026-11-20", facts }]));
  const [made] = "reports" in answer ? (JSON.parse(answer.reports) as { report: object }[]) : [];
  return { kind: "throughline.receipt", version: 1, name, asOf: "2026-11-20", facts, report: made?.report };
};
const verify = (content: unknown) => verifyFile(JSON.stringify(content));
const problems = (content: unknown) => {
  const answer = verify(content);
  return "problems" in answer ? answer.problems.join("\n") : "none";
};

test("a file holds one receipt or a list of them", () => {
  expect(verify(receipt("a"))).toEqual({ verified: [{ name: "a", holds: true, differences: [] }] });
  const changed = { ...receipt("b"), facts: { ...facts, state: "paused" } };
  expect(verify([receipt("a"), changed])).toMatchObject({ verified: [{ holds: true }, { name: "b", holds: false }] });
});

test("what is no receipt is refused, and why", () => {
  expect(verifyFile("{")).toEqual({ problems: [expect.stringContaining("it is not JSON")] });
  expect(problems([])).toBe("the file holds no receipt");
  expect(problems([receipt("a"), { ...receipt("b"), kind: "invoice" }])).toBe(
    '1.kind: a receipt says kind "throughline.receipt"',
  );
  expect(problems({ ...receipt("a"), version: 2 })).toContain("only receipts of version 1 are known");
  expect(problems({ ...receipt("a"), facts: { ...facts, due: "2026-09-30" } })).toMatch(/^0\.facts\.due: /);
  expect(problems({ ...receipt("a"), report: "green" })).toContain("0.report: a receipt holds the report");
});
