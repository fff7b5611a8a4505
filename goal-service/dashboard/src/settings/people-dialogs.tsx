import type { Person } from "@throughline/shared/people";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { api } from "../api.ts";
import { meQuery } from "../queries.ts";

const InviteDialog = lazy(async () => ({ default: (await import("./invite-dialog.tsx")).InviteDialog }));
const NameDialog = lazy(async () => ({ default: (await import("./name-dialog.tsx")).NameDialog }));

export type PeopleDialog = "rename" | "invite" | Pick<Person, "id" | "name">;

/** What the page of people opens; a person is one to be invited. */
export function PeopleDialogs({ open, onClose }: { open: PeopleDialog; onClose: () => void }) {
  const workspace = useQuery(meQuery).data?.workspace;
  if (open !== "rename") {
    return (
      <Suspense>
        <InviteDialog known={open === "invite" ? null : open} onClose={onClose} />
      </Suspense>
    );
  }
  if (workspace === undefined) return null;
  const { name, version } = workspace;
  return (
    <Suspense>
      <NameDialog
        title="Rename the workspace"
        name={name}
        send={(to) => api.updateWorkspace({ version, name: to })}
        onClose={onClose}
      />
    </Suspense>
  );
}
