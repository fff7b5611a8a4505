import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { act, renderHook } from "@testing-library/react";
import { heard, look, patience, useSilence, watch } from "./answering.ts";

const ask = jest.fn<typeof fetch>();
const answer = (status: number, body: object = {}) =>
  ask.mockImplementation(() => Promise.resolve({ status, json: () => Promise.resolve(body) } as Response));
const down = () => ask.mockImplementation(() => Promise.reject(new TypeError("Failed to fetch")));
const silence = () => renderHook(useSilence).result.current;
const isGrey = () => document.documentElement.hasAttribute("data-unanswered");

let again: jest.Mock<() => void>;
let stop: () => void;
beforeEach(() => {
  jest.useFakeTimers();
  globalThis.fetch = ask;
  again = jest.fn<() => void>();
  stop = watch(again);
  heard();
});
afterEach(() => {
  stop();
  heard();
  ask.mockReset();
  jest.useRealTimers();
});

test("silence is looked into within five seconds, and not before", async () => {
  down();
  await act(() => jest.advanceTimersByTimeAsync(4_000));
  expect(ask).not.toHaveBeenCalled();
  await act(() => jest.advanceTimersByTimeAsync(1_000));
  expect(ask).toHaveBeenCalledWith("/readyz", expect.anything());
  expect(silence()).toMatchObject({ why: null });
  expect(isGrey()).toBe(true);
});

test("whoever is heard is not asked", async () => {
  for (let beat = 0; beat < 5; beat += 1) {
    await jest.advanceTimersByTimeAsync(3_000);
    heard();
  }
  expect(ask).not.toHaveBeenCalled();
});

test("a stream that is silent behind a proxy is no service that is silent", async () => {
  answer(200);
  await act(() => jest.advanceTimersByTimeAsync(20_000));
  expect(ask.mock.calls.length).toBeGreaterThan(2);
  expect(silence()).toBeNull();
});

test("running calls end with it; when it answers again everything is asked anew, once", async () => {
  const running = patience();
  down();
  await act(look);
  await act(look);
  expect(running.aborted).toBe(true);
  expect(patience().aborted).toBe(false);
  answer(200);
  await act(() => jest.advanceTimersByTimeAsync(6_000));
  expect([silence(), isGrey()]).toEqual([null, false]);
  expect(again).toHaveBeenCalledTimes(1);
});

test("a service without its database says so; one that is about to be replaced still answers", async () => {
  answer(503, { ready: false, reason: "The database does not answer." });
  await act(look);
  expect(silence()?.why).toBe("The database does not answer.");
  answer(503, { ready: false, reason: "It is about to stop.", stopping: true });
  await act(look);
  expect(silence()).toBeNull();
});
