import { createHmac } from "node:crypto";
import { expect, test } from "@jest/globals";
import { endOf, signatureHolds } from "./signature.ts";

const SECRET = "client-secret";
const GET = "workspace=12345&task=23456&user=34567&locale=en&expires_at=2011-10-05T14%3A48%3A00.000Z";
const POST =
  '{"workspace":"1","task":"2","user":"3","expires_at":"2030-01-01T00:00:00.000Z","values":{"titles":"A\\nB"}}';

test("the signatures of Asana's two kinds of request hold", () => {
  expect(signatureHolds(SECRET, GET, "db54c1d1385feaf63097f0f2f233f2b4b5f639c99f1e9e832c33384f7d9ebf2b")).toBe(true);
  expect(signatureHolds(SECRET, POST, "c38f8fc436224a6d3c598c7eb7f79b63912c1689f608e3dcf3524b1a742d5b25")).toBe(true);
});

test("another secret, one other byte, another order, a shorter signature and none at all do not hold", () => {
  const good = createHmac("sha256", SECRET).update(GET).digest("hex");
  const reordered = GET.split("&").reverse().join("&");
  expect(signatureHolds("other", GET, good)).toBe(false);
  expect(signatureHolds(SECRET, `${GET}0`, good)).toBe(false);
  expect(signatureHolds(SECRET, reordered, good)).toBe(false);
  expect(signatureHolds(SECRET, GET, good.slice(0, -1))).toBe(false);
  expect(signatureHolds(SECRET, GET, "")).toBe(false);
});

test("a signature over the text serialised once more is not Asana's", () => {
  const twice = createHmac("sha256", SECRET).update(JSON.stringify(POST)).digest("hex");
  expect(signatureHolds(SECRET, POST, twice)).toBe(false);
});

test("an end is read from ISO 8601 and from epoch milliseconds; anything else has none", () => {
  expect(endOf("2030-01-01T00:00:00.000Z")).toBe(1893456000000);
  expect(endOf("1893456000000")).toBe(1893456000000);
  for (const none of [undefined, null, "", "soon", 1893456000000]) expect(endOf(none)).toBeNaN();
});
