import { Button, Heading, Inline, Link, List, ListItem, Stack, Text } from "@forge/react";
import { router } from "@forge/bridge";
import { limitText, metricText } from "@throughline/shared/health/metric-scale";
import type { PanelItem } from "@throughline/shared/panel";
import { initiativeLine } from "../options.ts";
import { dayText, several } from "../words.ts";
import { Health } from "./health.tsx";

type Goal = NonNullable<PanelItem["goal"]>;
type KeyResult = NonNullable<PanelItem["keyResult"]>;
type Sibling = PanelItem["siblings"][number];

/** Why this work item exists: its goal, how that stands, and what else is being done for it. */
export function GoalLine({ panel, full, change }: { panel: PanelItem; full: boolean; change: () => void }) {
  const { goal, initiative, keyResult } = panel;
  if (initiative === null || goal === null) return <Unnamed panel={panel} change={change} />;
  return (
    <Stack space="space.100">
      <GoalHead goal={goal} />
      {keyResult === null ? null : <Text>{metric(keyResult)}</Text>}
      {goal.because === null ? null : <Text>{goal.because}</Text>}
      {initiative.hypothesis === null ? null : <Text color="color.text.subtle">{initiative.hypothesis}</Text>}
      <Text size="small">{`Through the initiative ${initiative.key}: ${initiative.title}`}</Text>
      {full ? (
        <>
          <Text size="small">
            {`${initiativeLine(initiative.mark, initiative.done, initiative.total, initiative.doing)}. The whole goal: ${goal.behind}.`}
          </Text>
          <Siblings siblings={panel.siblings} />
        </>
      ) : null}
      <Actions url={panel.url} change={change} />
    </Stack>
  );
}

function GoalHead({ goal }: { goal: Goal }) {
  const since = goal.since === null ? "" : `, since ${dayText(goal.since.slice(0, 10))}`;
  return (
    <Stack space="space.050">
      <Inline space="space.100" alignBlock="center">
        <Health state={goal.state} />
        <Heading size="xsmall">{goal.title}</Heading>
      </Inline>
      <Text size="small">{`Priority ${goal.priority}, due ${dayText(goal.due)}${since}`}</Text>
    </Stack>
  );
}

/** "Net revenue retention: 106.9% of 110% (expected by now: 108.2%)". */
export function metric(keyResult: KeyResult): string {
  const { name, now, target, expected } = keyResult;
  const at = now === null ? "no reading yet" : metricText(now, keyResult);
  const end = target === null ? "" : metricText(target, keyResult);
  const to = end === "" ? "" : now === null ? `, target ${end}` : ` of ${end}`;
  const plan = expected === null ? "" : ` (expected by now: ${limitText(expected, now, keyResult)})`;
  return `${name}: ${at}${to}${plan}`;
}

function Siblings({ siblings }: { siblings: Sibling[] }) {
  if (siblings.length === 0) return <Text size="small">Nothing else is open under this initiative.</Text>;
  return (
    <List type="unordered">
      {siblings.map((sibling) => (
        <ListItem key={sibling.id}>
          {sibling.key === null ? sibling.title : <Link href={`/browse/${sibling.key}`}>{sibling.key}</Link>}
          {sibling.key === null ? "" : ` ${sibling.title}`}
          {`, ${sibling.statusName}${sibling.owner === null ? ", no owner" : `, ${sibling.owner}`}`}
          {sibling.stalled ? `, not moved for ${several(sibling.idleDays, "working day", "working days")}` : ""}
        </ListItem>
      ))}
    </List>
  );
}

/** Linked, and nothing named: a class, or a goal that this reader may not see. */
function Unnamed({ panel, change }: { panel: PanelItem; change: () => void }) {
  const { item } = panel;
  const words =
    item.class === null
      ? "This work item is linked."
      : `This work item serves no goal: ${item.class.class === "debt" ? "technical debt" : item.class.class}.`;
  return (
    <Stack space="space.100">
      <Text>{words}</Text>
      <Actions url={panel.url} change={change} />
    </Stack>
  );
}

function Actions({ url, change }: { url: string | null; change: () => void }) {
  return (
    <Inline space="space.100" shouldWrap>
      <Button appearance="subtle" spacing="compact" onClick={change}>
        Change initiative
      </Button>
      {url === null ? null : (
        <Button
          appearance="subtle"
          spacing="compact"
          onClick={() => {
            void router.open(url);
          }}
        >
          Open in Throughline
        </Button>
      )}
    </Inline>
  );
}
