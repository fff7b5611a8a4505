import { expect, test } from "@jest/globals";
import { serviceOfFile } from "../../../test/setup/of-file.ts";
import type { TokenClaims } from "../../../test/setup/forge.ts";

const service = await serviceOfFile();
const NOW = Date.parse("2026-11-20T12:00:00Z");
const seconds = (from: number) => new Date(NOW + from * 1000);

async function codeFor(claims: TokenClaims): Promise<string> {
  const authorization = `Bearer ${await service.forge.token(claims)}`;
  const answer = await fetch(`${service.url}/api/v1/goals`, { headers: { authorization } });
  return ((await answer.json()) as { error: { code: string } }).error.code;
}

test.each([
  ["made now", {}, "not_paired"],
  ["made 5 s ahead, as clocks differ", { issuedAt: seconds(5) }, "not_paired"],
  ["made 6 s ahead", { issuedAt: seconds(6) }, "not_signed_in"],
  ["made tomorrow", { issuedAt: seconds(86_400) }, "not_signed_in"],
  ["that ended 4 s ago", { issuedAt: seconds(-29) }, "not_paired"],
  ["that ended 5 s ago", { issuedAt: seconds(-30) }, "not_signed_in"],
  ["that lives 30 s", { seconds: 30 }, "not_paired"],
  ["that lives 31 s", { seconds: 31 }, "not_signed_in"],
])("an invocation token %s", async (_, claims: TokenClaims, code) => {
  expect(await codeFor(claims)).toBe(code);
});
