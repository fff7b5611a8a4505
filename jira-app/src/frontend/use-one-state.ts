import type { Choices, PanelGoal } from "@throughline/shared/panel";
import { useEffect } from "react";
import type { z } from "zod";
import { allChoices } from "./options.ts";

/**
 * The goal of the issue and the list of initiatives are two answers, and a goal may change between them. The later one is
 * true: then the goal is asked again, so that one page never tells two states.
 */
export function useOneState(
  goal: z.infer<typeof PanelGoal> | null,
  choices: Choices,
  reread: (() => void) | undefined,
): void {
  useEffect(() => {
    const listed = allChoices(choices).find((choice) => goal !== null && choice.goal?.key === goal.key)?.goal;
    if (goal === null || listed === undefined || listed === null || listed.state === goal.state) return;
    reread?.();
    // Only a new list can show that the goal is old: when the goal comes it is newer than the list.
  }, [choices]);
}
