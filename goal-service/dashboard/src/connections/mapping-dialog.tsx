import type { Connection, WriteBack } from "@throughline/shared/connections";
import type { ReplyOf } from "@throughline/shared/endpoint";
import type { Endpoints } from "@throughline/shared/endpoints";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { FormDialog } from "../components/form-dialog.tsx";
import { useToast } from "../components/toast.tsx";
import { WaitingDialog } from "../components/waiting-dialog.tsx";
import { containersQuery, mappingQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import { StatusRows } from "./status-rows.tsx";
import { WriteBackFields } from "./write-back-fields.tsx";

type Mapping = ReplyOf<Endpoints["getMapping"]>;

/** Jira says itself which statuses are an end; what its resolutions mean, only people know. */
const isAboutEnds = ({ tool }: Connection): boolean => tool === "jira";
const titleFor = (connection: Connection): string =>
  isAboutEnds(connection) ? "What resolutions mean" : "What statuses mean";
const aboutFor = (connection: Connection): string =>
  isAboutEnds(connection)
    ? `How work of ${connection.name} ended, and whether it was done. Cancelled work counts nowhere. A guess is ours until you change it.`
    : `Sections and statuses of ${connection.name}, and what each means for health. A guess is ours until you change it.`;

/** What the tool's statuses or resolutions mean to us, and what we write back. */
export function MappingDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const asked = useQuery(mappingQuery(connection.id));
  if (asked.data !== undefined) return <MappingForm connection={connection} mapping={asked.data} onClose={onClose} />;
  return (
    <WaitingDialog
      title={titleFor(connection)}
      label="Loading what they mean"
      what="What they mean could not be read."
      error={asked.error}
      wide
      retry={() => void asked.refetch()}
      onClose={onClose}
    />
  );
}

interface MappingFormProps {
  connection: Connection;
  mapping: Mapping;
  onClose: () => void;
}

function MappingForm({ connection, mapping: read, onClose }: MappingFormProps) {
  const say = useToast();
  const [mapping] = useState(read);
  const [statuses, setStatuses] = useState(mapping.statuses);
  const [writeBack, setWriteBack] = useState<WriteBack>(mapping.writeBack);
  const ends = isAboutEnds(connection);
  // Only the tool knows the names; without it the rules can still be set.
  const asked = useQuery({ ...containersQuery(connection.id), enabled: !ends }).data?.items ?? [];
  const nameOf = (id: string) =>
    asked.find((container) => container.id === id)?.name ??
    mapping.statuses.find(({ container }) => container === id)?.containerName ??
    `Project ${id}`;
  const changed = statuses !== mapping.statuses || writeBack !== mapping.writeBack;
  const { save, saving, problem, check } = useSave(
    () =>
      api.setMapping({
        id: connection.id,
        // A guess stays a guess: only what an admin said is kept as a rule.
        statuses: statuses
          .filter(({ guessed }) => !guessed)
          .map(({ container, name, category, blocked }) => ({ container, name, category, blocked })),
        writeBack,
      }),
    {
      touches: [["connections"], ["portfolio"], ["goal"]],
      onDone: () => {
        say("Saved. Known items are judged anew.");
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title={titleFor(connection)}
      about={aboutFor(connection)}
      submit="Save"
      saving={saving}
      problem={problem}
      changed={changed}
      check={check}
      wide
      onSubmit={() => {
        save(undefined);
      }}
      onClose={onClose}
    >
      <StatusRows statuses={statuses} ends={ends} nameOf={nameOf} onChange={setStatuses} />
      {!ends && <WriteBackFields writeBack={writeBack} full={mapping.fullPermissions} onChange={setWriteBack} />}
    </FormDialog>
  );
}
