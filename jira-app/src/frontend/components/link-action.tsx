import { view as host } from "@forge/bridge";
import { Stack, Text } from "@forge/react";
import type { ItemView } from "../../rpc.ts";
import { refreshIssue } from "../refresh-issue.ts";
import { isUnconnected, Loading, useItem } from "./item-goal.tsx";
import { LinkForm } from "./link-form.tsx";
import { Notice } from "./notice.tsx";

const close = (): void => {
  void host.close();
};
const linked = (): void => {
  refreshIssue();
  close();
};

/** "Link to an initiative" in the issue's menu: a dialog, with that as its title, that closes when it is done. */
export function LinkAction() {
  const item = useItem();
  return (
    <Stack space="space.150">
      {item.value === null && item.problem === null ? <Loading what="Loading" /> : null}
      {item.problem === null ? null : <Notice problem={item.problem} again={item.again} />}
      {item.value === null ? null : <Linking view={item.value} again={item.again} />}
    </Stack>
  );
}

function Linking({ view, again }: { view: ItemView; again: () => void }) {
  const now = view.panel?.initiative ?? null;
  if (isUnconnected(view)) return view.trouble === null ? null : <Notice problem={view.trouble} again={again} />;
  return (
    <Stack space="space.100">
      {now === null ? null : <Text>{`${view.issue.key} serves ${now.title} now.`}</Text>}
      <LinkForm view={view} linked={linked} cancel={close} />
    </Stack>
  );
}
