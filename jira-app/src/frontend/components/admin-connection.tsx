import { router } from "@forge/bridge";
import { Button, Code, Heading, Inline, LoadingButton, Lozenge, SectionMessage, Stack, Text } from "@forge/react";
import type { Connection } from "@throughline/shared/connections";
import type { ConnectionState } from "@throughline/shared/vocabulary";
import { useState } from "react";
import type { Problem } from "../../outcome.ts";
import { asking, invoke } from "../rpc.ts";
import { dayText, several } from "../words.ts";
import { Notice } from "./notice.tsx";

const STATES: Record<ConnectionState, { word: string; look: "success" | "warning" | "neutral" }> = {
  active: { word: "Connected", look: "success" },
  degraded: { word: "Connected, with trouble", look: "warning" },
  paused: { word: "Paused", look: "neutral" },
  ended: { word: "Ended", look: "neutral" },
};

/** "21 Nov 2026, 04:20 UTC". */
const when = (moment: string | null): string => {
  if (moment === null) return "never";
  const iso = new Date(moment).toISOString();
  return `${dayText(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`;
};

export function Pairing({ code, again }: { code: string | null; again: () => void }) {
  return (
    <Stack space="space.100" alignInline="start">
      <Heading size="small">Connect this site</Heading>
      {code === null ? (
        <Text>Throughline has not given a code yet.</Text>
      ) : (
        <>
          <Text>A Throughline admin types this code under Connections:</Text>
          <Code>{code}</Code>
        </>
      )}
      <Text>Until then nothing is read from Jira and nothing is written to it.</Text>
      <Button onClick={again}>Check again</Button>
    </Stack>
  );
}

interface Props {
  connection: Connection;
  dashboard: string | null;
  again: () => void;
}

export function Connected({ connection, dashboard, again }: Props) {
  const { word, look } = STATES[connection.state];
  const { pending, failed, wanted } = connection.backlog;
  return (
    <Stack space="space.100" alignInline="start">
      <Heading size="small">Connection</Heading>
      <Inline space="space.100" alignBlock="center">
        <Lozenge appearance={look}>{word}</Lozenge>
        <Text>{connection.name}</Text>
      </Inline>
      {connection.problem === null ? null : <Text>{connection.problem}</Text>}
      <Text>{`Last event: ${when(connection.lastEventAt)}. Last full read: ${when(connection.lastSyncAt)}.`}</Text>
      {connection.behindSince === null ? null : <Text>{`Behind since ${when(connection.behindSince)}.`}</Text>}
      <Text>
        {`Waiting: ${several(pending, "delivery", "deliveries")}, ${several(wanted, "change", "changes")} to make in Jira. Failed: ${failed}.`}
      </Text>
      <Inline space="space.100">
        <Repair repaired={again} />
        {dashboard === null ? null : (
          <Button
            appearance="subtle"
            onClick={() => {
              void router.open(dashboard);
            }}
          >
            Open Throughline
          </Button>
        )}
      </Inline>
    </Stack>
  );
}

/** Reads again what Throughline may have missed: call after call, each from where the last one stopped. */
function Repair({ repaired }: { repaired: () => void }) {
  const [running, setRunning] = useState(false);
  const [read, setRead] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const repair = async (): Promise<void> => {
    setRunning(true);
    setProblem(null);
    let total = 0;
    for (let done = false; !done;) {
      const outcome = await asking(invoke("adminRepair", {}));
      if (!outcome.ok) {
        setProblem(outcome.problem);
        break;
      }
      done = outcome.value.done || outcome.value.items === 0;
      total += outcome.value.items;
      setRead(total);
    }
    setRunning(false);
    repaired();
  };

  return (
    <Stack space="space.100" alignInline="start">
      <LoadingButton
        isLoading={running}
        onClick={() => {
          void repair();
        }}
      >
        Repair now
      </LoadingButton>
      {read === null ? null : (
        <SectionMessage appearance={running ? "information" : "success"}>
          <Text>{`${several(read, "work item", "work items")} read${running ? " so far" : " again"}.`}</Text>
        </SectionMessage>
      )}
      {problem === null ? null : <Notice problem={problem} />}
    </Stack>
  );
}
