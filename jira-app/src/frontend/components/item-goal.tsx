import { Inline, SectionMessage, Spinner, Stack, Text } from "@forge/react";
import { useState } from "react";
import type { ItemView } from "../../rpc.ts";
import { refreshIssue } from "../refresh-issue.ts";
import { invoke } from "../rpc.ts";
import { type Asked, useAsked } from "../use-asked.ts";
import { GoalLine } from "./goal-line.tsx";
import { LinkForm } from "./link-form.tsx";
import { Notice } from "./notice.tsx";

export const useItem = (): Asked<ItemView> => useAsked<ItemView>("item", () => invoke("showItem", {}));

/** Nothing can be created or linked before the site is connected. */
export const isUnconnected = (view: ItemView | null): boolean =>
  view?.trouble?.kind === "not_paired" || view?.trouble?.kind === "no_address";

export function Loading({ what }: { what: string }) {
  return (
    <Inline space="space.100" alignBlock="center">
      <Spinner size="small" label={what} />
      <Text>{what}</Text>
    </Inline>
  );
}

/** The goal of the issue at hand, or one line to give it one. */
export function ItemGoal({ item, full }: { item: Asked<ItemView>; full: boolean }) {
  const [changing, setChanging] = useState(false);
  const view = item.value;
  if (view === null) {
    return item.problem === null ? (
      <Loading what="Loading the goal" />
    ) : (
      <Notice problem={item.problem} again={item.again} />
    );
  }
  if (view.trouble !== null) {
    return (
      <Stack space="space.100">
        <Marked view={view} />
        <Notice problem={view.trouble} again={item.again} />
      </Stack>
    );
  }
  const linked = view.panel !== null && (view.panel.item.link !== null || view.panel.item.class !== null);
  const done = (): void => {
    setChanging(false);
    item.again();
    refreshIssue();
  };
  if (view.panel !== null && linked && !changing) {
    return (
      <GoalLine
        panel={view.panel}
        full={full}
        change={() => {
          setChanging(true);
        }}
      />
    );
  }
  return (
    <Stack space="space.100">
      {linked ? null : <Text>Not linked yet: which initiative does this work item serve, or none?</Text>}
      <LinkForm
        view={view}
        linked={done}
        {...(linked
          ? {
              cancel: () => {
                setChanging(false);
              },
            }
          : {})}
      />
    </Stack>
  );
}

/** Without the service, the issue itself still says what it is for. */
function Marked({ view }: { view: ItemView }) {
  const { mark } = view;
  if (mark === null) return null;
  const words = mark.initiative === undefined ? `No goal: ${mark.class ?? ""}.` : `Linked to ${mark.initiative}.`;
  return (
    <SectionMessage appearance="information">
      <Text>{words}</Text>
    </SectionMessage>
  );
}
