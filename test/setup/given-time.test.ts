import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@jest/globals";
import { createClock } from "../../goal-service/src/clock.ts";

const clock = createClock();
const SECOND = 1000;

test("a process that a test starts lives in the test's own time", () => {
  const before = clock.now().getTime();
  const told = Number(execFileSync(process.execPath, ["-p", "Date.now()"]).toString());
  expect(told).toBeGreaterThanOrEqual(before);
  expect(told).toBeLessThanOrEqual(clock.now().getTime());
});

test("an answer bears the time of who gives it", async () => {
  const server = createServer((_, response) => response.end()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const before = clock.now().getTime();
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const dated = Date.parse(answer.headers.get("date") ?? "");
  expect(dated).toBeGreaterThan(before - SECOND);
  expect(dated).toBeLessThanOrEqual(clock.now().getTime());
  server.closeAllConnections();
  server.close();
});

test("a date that is named is what it was, and one is as good as another", () => {
  expect(new Date("2028-02-29T09:00:00Z").toISOString()).toBe("2028-02-29T09:00:00.000Z");
  expect(new Date(2028, 1, 29).getMonth()).toBe(1);
  expect(clock.now()).toBeInstanceOf(Date);
  expect(Date()).toContain(String(clock.now().getFullYear()));
});
