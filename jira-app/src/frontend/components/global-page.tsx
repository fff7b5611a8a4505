import { Stack, Text } from "@forge/react";
import { useStart } from "../use-start.ts";
import { CreateForm } from "./create-form.tsx";
import { Loading } from "./item-goal.tsx";

/** The same form with no issue at hand, below the title that Jira gives the page. */
export function GlobalPage() {
  const start = useStart();
  if (start === null) return <Loading what="Loading" />;
  return (
    <Stack space="space.200">
      <Text>The new work item carries its goal from the moment it is created.</Text>
      <CreateForm view={null} start={start} />
    </Stack>
  );
}
