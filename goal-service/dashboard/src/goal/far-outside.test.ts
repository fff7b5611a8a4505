import { expect, test } from "@jest/globals";
import { act, renderHook } from "@testing-library/react";
import { useFarOutside } from "./far-outside.ts";

const known = { latest: null, lo: null, hi: null };
const retention = { ...known, id: "a", baseline: 98, target: 110 };
const churn = { ...known, id: "b", baseline: 4, target: 2 };

test("a value more than ten times outside what is recorded is asked about once, a changed one anew, and the others never", () => {
  const { result } = renderHook(() => useFarOutside([retention, churn]));
  const settled = (value: number) => {
    let answer = false;
    act(() => {
      answer = result.current.isSettled([
        { id: "a", value },
        { id: "b", value: 3 },
      ]);
    });
    return answer;
  };
  expect(settled(109)).toBe(true);
  expect(settled(9_999_999)).toBe(false);
  expect(result.current.question({ id: "a", value: 9_999_999 }, "%")).toMatch(/^9,999,999% is more than ten times/);
  expect(result.current.question({ id: "b", value: 3 }, "%")).toBeUndefined();
  expect(settled(999_999)).toBe(false);
  expect(settled(999_999)).toBe(true);
});
