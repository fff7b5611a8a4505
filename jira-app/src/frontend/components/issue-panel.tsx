import { Heading, Stack } from "@forge/react";
import { useFreshBadge } from "../use-fresh-badge.ts";
import { CreateForm } from "./create-form.tsx";
import { isUnconnected, ItemGoal, Loading, useItem } from "./item-goal.tsx";

/** On an issue: why it exists, and the form for the next work item under the same initiative. */
export function IssuePanel({ looks }: { looks?: number[] }) {
  const item = useItem();
  useFreshBadge(item.value, false);
  const waiting = item.value === null && item.problem === null;
  return (
    <Stack space="space.200">
      <ItemGoal item={item} full={false} />
      {isUnconnected(item.value) ? null : (
        <Stack space="space.150">
          <Heading size="small">New work item</Heading>
          {waiting ? (
            <Loading what="Loading the form" />
          ) : (
            <CreateForm view={item.value} reread={item.again} {...(looks === undefined ? {} : { looks })} />
          )}
        </Stack>
      )}
    </Stack>
  );
}
