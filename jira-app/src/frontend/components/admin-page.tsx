import { Stack, Text } from "@forge/react";
import type { AdminStatus } from "../../rpc.ts";
import { invoke } from "../rpc.ts";
import { useAsked } from "../use-asked.ts";
import { Address } from "./admin-address.tsx";
import { Connected, Pairing } from "./admin-connection.tsx";
import { Projects } from "./admin-projects.tsx";
import { Loading } from "./item-goal.tsx";
import { Notice } from "./notice.tsx";

/** What a Jira admin sets once: where the service is, who approves this site, which projects are read. */
export function AdminPage() {
  const status = useAsked<AdminStatus>("admin", () => invoke("adminStatus", {}));
  const known = status.value;
  return (
    <Stack space="space.300">
      <Text>Connects this Jira site to your goal service. Nothing is read or sent before both sides agreed.</Text>
      <Address saved={status.again} />
      {known === null && status.problem === null ? <Loading what="Asking Throughline" /> : null}
      {status.problem === null ? null : <Notice problem={status.problem} again={status.again} />}
      {known !== null && !known.paired ? <Pairing code={known.code} again={status.again} /> : null}
      {known?.connection ? (
        <>
          <Connected connection={known.connection} dashboard={known.dashboard} again={status.again} />
          <Projects
            key={`${known.connection.id} ${known.connection.version}`}
            all={known.projects}
            chosen={known.connection.containers}
            labels={known.connection.containerLabels}
            saved={status.again}
          />
        </>
      ) : null}
    </Stack>
  );
}
