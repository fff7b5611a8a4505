import { Heading, Stack, Text } from "@forge/react";
import { CreateForm } from "./create-form.tsx";

/** The same form with no issue at hand. */
export function GlobalPage() {
  return (
    <Stack space="space.200">
      <Heading size="medium">Create under an initiative</Heading>
      <Text>The new work item carries its goal from the moment it is created.</Text>
      <CreateForm view={null} />
    </Stack>
  );
}
