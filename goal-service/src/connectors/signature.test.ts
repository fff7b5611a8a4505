import { expect, test } from "@jest/globals";
import { asanaWebhookHolds, isSameSecret } from "./signature.ts";

const body = Buffer.from('{"events":[]}');
const good = "b70ee853261da98037f3328b950d926e325d6d0839c06ef2ac109e66e849ada4";

test("an Asana webhook's signature holds over the raw body with one of the secrets, and with nothing else", () => {
  expect(asanaWebhookHolds(body, good, ["hook-secret"])).toBe(true);
  expect(asanaWebhookHolds(body, good.toUpperCase(), ["an-older-one", "hook-secret"])).toBe(true);
  expect(asanaWebhookHolds(Buffer.from('{"events": []}'), good, ["hook-secret"])).toBe(false);
  expect(asanaWebhookHolds(body, good, ["another"])).toBe(false);
  expect(asanaWebhookHolds(body, good, [])).toBe(false);
});

test.each(["", "b70e", `${good}00`, `${good}zz`, `${good.slice(0, -2)}zz`, `v1,${good}`])(
  "a signature that is none does not hold: %s",
  (signature) => {
    expect(asanaWebhookHolds(body, signature, ["hook-secret"])).toBe(false);
  },
);

test("secrets are compared whole", () => {
  expect(isSameSecret("abc", "abc")).toBe(true);
  expect(isSameSecret("abc", "abcd")).toBe(false);
  expect(isSameSecret("", "abc")).toBe(false);
});
