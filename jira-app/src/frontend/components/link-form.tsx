import { Button, ButtonGroup, LoadingButton, SectionMessage, Stack, Text } from "@forge/react";
import type { Choice } from "@throughline/shared/panel";
import { useRef, useState } from "react";
import type { ItemView, LinkReply } from "../../rpc.ts";
import { isClass, targetOf } from "../options.ts";
import { invoke } from "../rpc.ts";
import { Notice } from "./notice.tsx";
import { Picker, useChoices } from "./picker.tsx";
import { useWarning, Warning } from "./warning.tsx";

interface Props {
  view: ItemView;
  linked: () => void;
  cancel?: () => void;
}

const unclear: LinkReply = {
  state: "refused",
  problem: { kind: "unknown", detail: "Reload to see whether it is linked." },
};

/** One line for a work item that is there already: which initiative, or openly none. */
export function LinkForm({ view, linked, cancel }: Props) {
  const picking = useChoices(view.issue.project, view.issue.type);
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [sending, setSending] = useState(false);
  const [reply, setReply] = useState<LinkReply | null>(null);
  const linkId = useRef<string>(crypto.randomUUID());
  const target = chosen === null ? null : targetOf(chosen);
  const warning = useWarning(target, null, null);

  const link = async (): Promise<void> => {
    if (target === null || sending) return;
    setSending(true);
    const answer = await invoke("linkIssue", { linkId: linkId.current, target }).catch(() => unclear);
    setReply(answer);
    setSending(false);
    if (answer.state === "linked" && answer.told) linked();
  };

  return (
    <Stack space="space.100" alignInline="stretch">
      <Picker
        id="link-initiative"
        label="Initiative"
        picking={picking}
        chosen={chosen}
        choose={(choice) => {
          // Another choice is another link: the service holds an id to what it was first sent for.
          linkId.current = crypto.randomUUID();
          setChosen(choice);
          setReply(null);
        }}
      />
      <Warning warning={warning} />
      {picking.asked.problem === null ? null : <Notice problem={picking.asked.problem} again={picking.asked.again} />}
      {reply?.state === "refused" ? <Notice problem={reply.problem} /> : null}
      {reply?.state === "linked" && !reply.told ? (
        <SectionMessage appearance="success">
          <Text>Linked. Throughline is not answering; the link is on the work item and will be picked up.</Text>
        </SectionMessage>
      ) : null}
      <ButtonGroup label="Link">
        <LoadingButton
          appearance="primary"
          isLoading={sending}
          isDisabled={target === null || warning?.blocks === true}
          onClick={() => {
            void link();
          }}
        >
          {isClass(chosen) ? "Say so" : "Link"}
        </LoadingButton>
        {cancel === undefined ? null : (
          <Button appearance="subtle" onClick={cancel}>
            Cancel
          </Button>
        )}
      </ButtonGroup>
    </Stack>
  );
}
