import type { ReplyOf } from "@throughline/shared/endpoint";
import type { endpoints } from "@throughline/shared/endpoints";
import type { Caller } from "../accounts/caller.ts";
import { authorizeUrl } from "../connections/acting.ts";
import { isAllowed } from "../connections/grants.ts";
import { pullConnectorFor } from "../connectors/registry.ts";
import type { Ground } from "../ground.ts";

type Reply = ReplyOf<typeof endpoints.getPanelAccount>;

/** Whether we may act in the tool for the account at hand. A tool whose own app acts there has nothing to allow us. */
export async function panelAccount(ground: Ground, caller: Caller): Promise<Reply> {
  const { workspaceId, connection, person } = caller;
  const account = connection?.account ?? null;
  const called = connection !== null && pullConnectorFor(connection.tool) !== null;
  return {
    account,
    connected:
      called &&
      account !== null &&
      (await isAllowed(ground, { workspaceId, connectionId: connection.id, remoteId: account })),
    authorizeUrl: called ? authorizeUrl(ground, caller, connection.tool) : null,
    person: person && { id: person.id, name: person.name },
    dashboard: ground.config.publicUrl,
  };
}
