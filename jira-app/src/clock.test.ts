import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { hearTime, now } from "./clock.ts";

const JIRA = Date.UTC(2026, 10, 6, 16, 0, 20);
const HOUR = 3_600_000;

beforeAll(() => {
  jest.useFakeTimers({ now: JIRA });
});
afterAll(() => {
  jest.useRealTimers();
});

/** An answer of Jira reaches a machine that runs this much ahead; its Date names the second and no more. */
function answer(at: number, machineAhead = 0): void {
  jest.setSystemTime(at + machineAhead);
  hearTime(new Date(at).toUTCString());
}

test("a machine that runs ahead does not matter, and neither does one that is set right", () => {
  answer(JIRA, HOUR);
  expect(now()).toBe(JIRA);
  answer(JIRA + 10_000, -HOUR);
  expect(now()).toBe(JIRA + 10_000);
});

test("of two reads the later one has the later time, though Jira names only seconds", () => {
  let before = 0;
  for (let at = JIRA + 20_000; at < JIRA + 25_000; at += 170) {
    answer(at);
    expect(now()).toBeGreaterThan(before);
    before = now();
  }
});
