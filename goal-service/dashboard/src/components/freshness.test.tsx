import { expect, test } from "@jest/globals";
import { sourceName } from "./freshness.tsx";

test("a connection is called by its name, and by its tool where the name doesn't say it", () => {
  expect(sourceName({ name: "Acme Jira", tool: "jira" })).toBe("Acme Jira");
  expect(sourceName({ name: "Acme", tool: "asana" })).toBe("Acme (Asana)");
});
