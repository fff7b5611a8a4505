import type { ContainerLabel } from "@throughline/shared/connections";
import { containerName, labelText } from "@throughline/shared/container-name";
import { Heading, Label, LoadingButton, SectionMessage, Select, Stack, Text } from "@forge/react";
import { useState } from "react";
import type { Project } from "../../jira/projects.ts";
import type { Problem } from "../../outcome.ts";
import { asking, invoke } from "../rpc.ts";
import { Notice } from "./notice.tsx";

interface Option {
  label: string;
  value: string;
}

interface Props {
  all: Project[];
  chosen: string[];
  labels: ContainerLabel[];
  saved: () => void;
}

/** Which projects are read. Everything outside is dropped before it leaves Jira. */
export function Projects({ all, chosen, labels, saved }: Props) {
  const [ids, setIds] = useState(() => chosen.map((name) => all.find(({ key }) => key === name)?.id ?? name));
  // One that Jira no longer shows stays there to be left out.
  const hidden = ids.filter((id) => all.every((project) => project.id !== id));
  const options: Option[] = [
    ...all.map((project) => ({ label: labelText(project) ?? project.id, value: project.id })),
    ...hidden.map((id) => ({ label: containerName(labels, id), value: id })),
  ];
  const [saving, setSaving] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const save = async (): Promise<void> => {
    setSaving(true);
    const outcome = await asking(invoke("adminSetProjects", { projects: ids }));
    setSaving(false);
    setProblem(outcome.ok ? null : outcome.problem);
    setDone(outcome.ok);
    if (!outcome.ok) return;
    // What is in them is read at once; the hourly run goes on where one call's time ends.
    await asking(invoke("adminRepair", {}));
    saved();
  };

  return (
    <Stack space="space.100" alignInline="start">
      <Heading size="small">Projects to read</Heading>
      <Label labelFor="projects">Projects</Label>
      <Select
        inputId="projects"
        name="projects"
        isMulti
        options={options}
        value={options.filter(({ value }) => ids.includes(value))}
        placeholder="Choose at least one: nothing is read until then"
        onChange={(picked: Option[] | null) => {
          setIds((picked ?? []).map(({ value }) => value));
          setDone(false);
        }}
      />
      <LoadingButton
        appearance="primary"
        isLoading={saving}
        onClick={() => {
          void save();
        }}
      >
        Save projects
      </LoadingButton>
      {problem === null ? null : <Notice problem={problem} />}
      {done ? (
        <SectionMessage appearance="success">
          <Text>Saved. Their work items are being read.</Text>
        </SectionMessage>
      ) : null}
    </Stack>
  );
}
