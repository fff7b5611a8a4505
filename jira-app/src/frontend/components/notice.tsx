import { Button, SectionMessage, Stack, Text } from "@forge/react";
import type { Problem } from "../../outcome.ts";
import { say } from "../words.ts";

/** What is in the way, in words, with another try where that can help. */
export function Notice({ problem, again }: { problem: Problem; again?: (() => void) | undefined }) {
  const said = say(problem);
  const quiet = problem.kind === "not_paired" || problem.kind === "no_address" || problem.kind === "service_down";
  return (
    <SectionMessage appearance={quiet ? "information" : "error"} title={said.title}>
      <Stack space="space.100" alignInline="start">
        <Text>{said.text}</Text>
        {said.again && again !== undefined ? <Button onClick={again}>Try again</Button> : null}
      </Stack>
    </SectionMessage>
  );
}
