import { expect, test } from "@jest/globals";
import { createHmac } from "node:crypto";
import { asanaWebhookHolds, isSameSecret, standardWebhookHolds } from "./signature.ts";

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

const NOW = new Date("2026-11-20T12:00:00Z");
const raw = (secret: string) => Buffer.from(secret).toString("base64");
const SCHEMES: Record<string, (signedWith: string, secrets: readonly string[]) => boolean> = {
  "Standard Webhooks": (signedWith, secrets) => {
    const timestamp = String(NOW.getTime() / 1000);
    const signature = createHmac("sha256", signedWith).update(`id.${timestamp}.`).update(body).digest("base64");
    const hook = { id: "id", timestamp, signature: `v1,${signature}`, body };
    return standardWebhookHolds(
      hook,
      secrets.map((secret) => `whsec_${raw(secret)}`),
      NOW,
    );
  },
  Asana: (signedWith, secrets) =>
    asanaWebhookHolds(body, createHmac("sha256", signedWith).update(body).digest("hex"), secrets),
};

test.each(Object.entries(SCHEMES))("%s: every secret of a rotation holds until it is taken away", (_name, holds) => {
  const secrets = ["the-oldest", "the-old", "the-new"];
  for (const secret of secrets) {
    expect([secret, holds(secret, secrets)]).toEqual([secret, true]);
    expect([
      secret,
      holds(
        secret,
        secrets.filter((one) => one !== secret),
      ),
    ]).toEqual([secret, false]);
  }
});

test("of several signatures of a Standard Webhook each may be the one that holds", () => {
  const timestamp = String(NOW.getTime() / 1000);
  const good = `v1,${createHmac("sha256", "s").update(`id.${timestamp}.`).update(body).digest("base64")}`;
  const other = `v1,${Buffer.alloc(32).toString("base64")}`;
  for (const parts of [
    [good, other],
    [other, good],
    [other, good, other],
    ["v1a,unknown", good],
  ]) {
    const hook = { id: "id", timestamp, signature: parts.join(" "), body };
    expect(standardWebhookHolds(hook, [`whsec_${raw("s")}`], NOW)).toBe(true);
  }
});

test("secrets are compared whole", () => {
  expect(isSameSecret("abc", "abc")).toBe(true);
  expect(isSameSecret("abc", "abcd")).toBe(false);
  expect(isSameSecret("", "abc")).toBe(false);
});
