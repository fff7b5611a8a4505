import type { KeyResult } from "@throughline/shared/key-results";
import { isFarOutside } from "@throughline/shared/typed-number";
import { useState } from "react";
import { typedAs } from "../format.ts";

interface Typed {
  id: string;
  value: number;
}

type Known = Pick<KeyResult, "id" | "latest" | "baseline" | "target" | "lo" | "hi">;

/** What is known of the metric, to be compared with what was typed. */
function recordedOf({ latest, baseline, target, lo, hi }: Known): number[] {
  return [latest === null ? null : latest.value, baseline, target, lo, hi].filter((known) => known !== null);
}

/** A value far outside everything recorded is asked about once before it is saved; a changed one is asked about anew. */
export function useFarOutside(keyResults: readonly Known[]) {
  const [asked, setAsked] = useState<readonly Typed[]>([]);
  const isAsked = ({ id, value }: Typed) => asked.some((one) => one.id === id && one.value === value);
  return {
    /** Whether all of them may be saved now; those that may not are asked about from here on. */
    isSettled: (readings: readonly Typed[]): boolean => {
      const far = readings.filter(({ id, value }) => {
        const keyResult = keyResults.find((known) => known.id === id);
        return keyResult !== undefined && isFarOutside(value, recordedOf(keyResult));
      });
      setAsked(far);
      return far.every(isAsked);
    },
    question: (reading: Typed, unit: string): string | undefined =>
      isAsked(reading)
        ? `${typedAs(reading.value, unit)} is more than ten times outside everything recorded so far. Is the decimal mark where it belongs?`
        : undefined,
  };
}
