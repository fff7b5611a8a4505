import { Button, Inline, Link, SectionMessage, Stack, Text } from "@forge/react";
import { router } from "@forge/bridge";
import type { Creating, Made } from "../use-create.ts";
import { Notice } from "./notice.tsx";

/** No fields: Jira lets this person set no mark while creating. */
const why = (fields: string[]): string =>
  fields.length === 0
    ? "Jira takes no link from us while it creates a work item here."
    : `${fields.join(", ")} can only be filled in Jira's own form.`;

/** What became of the last "Create and link". */
export function CreateResult({ creating, made, again }: { creating: Creating; made: Made | null; again: () => void }) {
  switch (creating.state) {
    case "idle":
    case "sending":
      return made === null ? null : <Created made={made} />;
    case "looking":
      return (
        <SectionMessage appearance="information" title="Jira gave no answer">
          <Text>Looking whether the work item was created. This takes up to a minute; nothing is created twice.</Text>
        </SectionMessage>
      );
    case "not_found":
      return (
        <SectionMessage appearance="warning" title="Not found">
          <Stack space="space.100" alignInline="start">
            <Text>Jira gave no answer, and a minute later there is no such work item.</Text>
            <Button onClick={again}>Create again</Button>
          </Stack>
        </SectionMessage>
      );
    case "refused":
      return <Notice problem={creating.problem} />;
    case "own_form":
      return (
        <SectionMessage appearance="information" title="This project asks for more">
          <Stack space="space.100" alignInline="start">
            <Text>{`${why(creating.fields)} Create it there; then open it and use “Link to an initiative”.`}</Text>
            <Inline>
              <Button
                onClick={() => {
                  void router.open(creating.url);
                }}
              >
                Open Jira's form in a new tab
              </Button>
            </Inline>
          </Stack>
        </SectionMessage>
      );
  }
}

function Created({ made }: { made: Made }) {
  const later = "Throughline is not answering; the link is on the work item and will be picked up.";
  return (
    <SectionMessage appearance="success">
      <Text>
        {"Created "}
        <Link href={`/browse/${made.key}`}>{made.key}</Link>
        {made.linked === "confirmed" ? "." : `. ${later}`}
      </Text>
    </SectionMessage>
  );
}
