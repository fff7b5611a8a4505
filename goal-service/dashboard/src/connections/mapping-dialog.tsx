import type { Connection, WriteBack } from "@throughline/shared/connections";
import type { ReplyOf } from "@throughline/shared/endpoint";
import type { Endpoints } from "@throughline/shared/endpoints";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { ErrorBox } from "../components/error-box.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { useToast } from "../components/toast.tsx";
import { containersQuery, mappingQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import { StatusRows } from "./status-rows.tsx";
import { WriteBackFields } from "./write-back-fields.tsx";

type Mapping = ReplyOf<Endpoints["getMapping"]>;

/** What the tool's statuses mean to us, and what we write back. */
export function MappingDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const asked = useQuery(mappingQuery(connection.id));
  if (asked.isSuccess) return <MappingForm connection={connection} mapping={asked.data} onClose={onClose} />;
  return (
    <FormDialog
      title="What statuses mean"
      submit="Save"
      saving={false}
      problem={null}
      disabled
      wide
      onSubmit={onClose}
      onClose={onClose}
    >
      {asked.isPending ? (
        <SkeletonRows rows={5} height={40} label="Loading the statuses" />
      ) : (
        <ErrorBox what="The statuses could not be read." error={asked.error} retry={() => void asked.refetch()} />
      )}
    </FormDialog>
  );
}

interface MappingFormProps {
  connection: Connection;
  mapping: Mapping;
  onClose: () => void;
}

function MappingForm({ connection, mapping, onClose }: MappingFormProps) {
  const say = useToast();
  const [statuses, setStatuses] = useState(mapping.statuses);
  const [writeBack, setWriteBack] = useState<WriteBack>(mapping.writeBack);
  // Only the tool knows the names; without it the rules can still be set.
  const containers = useQuery(containersQuery(connection.id)).data?.items ?? [];
  const nameOf = (id: string) => containers.find((container) => container.id === id)?.name ?? `Project ${id}`;
  const { save, saving, problem } = useSave(
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
      title="What statuses mean"
      about={`Sections and statuses of ${connection.name}, and what each means for health. A guess is ours until you change it.`}
      submit="Save"
      saving={saving}
      problem={problem}
      wide
      onSubmit={() => {
        save(undefined);
      }}
      onClose={onClose}
    >
      <StatusRows statuses={statuses} nameOf={nameOf} onChange={setStatuses} />
      <WriteBackFields writeBack={writeBack} full={mapping.fullPermissions} onChange={setWriteBack} />
    </FormDialog>
  );
}
