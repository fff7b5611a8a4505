import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { meQuery, peopleQuery } from "../queries.ts";
import { Invitations } from "./invitations.tsx";
import { KnownPeople } from "./known-people.tsx";
import { Members } from "./members.tsx";
import { type PeopleDialog, PeopleDialogs } from "./people-dialogs.tsx";

function AdminActs({ onOpen }: { onOpen: (dialog: PeopleDialog) => void }) {
  return (
    <div className="ml-auto flex flex-wrap gap-2">
      <Button
        onClick={() => {
          onOpen("rename");
        }}
      >
        Rename the workspace
      </Button>
      <Button
        look="main"
        onClick={() => {
          onOpen("invite");
        }}
      >
        <Plus size={14} aria-hidden />
        Invite
      </Button>
    </div>
  );
}

function Everybody({ isAdmin, onInvite }: { isAdmin: boolean; onInvite: (dialog: PeopleDialog) => void }) {
  const { data, isLoadingError, error, refetch } = useQuery(peopleQuery);
  if (isLoadingError)
    return <ErrorBox what="The people could not be read." error={error} retry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows rows={4} height={52} label="Loading the people" />;
  const known = data.filter(({ role }) => role === null);
  return (
    <>
      <Members members={data.filter(({ role }) => role !== null)} isAdmin={isAdmin} />
      {known.length > 0 && <KnownPeople people={known} {...(isAdmin ? { onInvite } : {})} />}
    </>
  );
}

/** Who may sign in and as what, who was invited, and who is known from a tool only. */
export function PeoplePage() {
  const me = useQuery(meQuery).data;
  const [open, setOpen] = useState<PeopleDialog | null>(null);
  const isAdmin = me?.person?.role === "admin";
  return (
    <div className="max-w-[880px] min-w-0">
      <title>People, Throughline</title>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold break-words">
          {me === undefined ? "People" : `People of ${me.workspace.name}`}
        </h1>
        {isAdmin && <AdminActs onOpen={setOpen} />}
      </header>
      <p className="mt-1 mb-6 max-w-[68ch] text-fg2">
        {isAdmin
          ? "An invitation is an address that you send yourself; it signs one person in, once."
          : "Admins invite people and give roles."}
      </p>
      {isAdmin && <Invitations />}
      <Everybody isAdmin={isAdmin} onInvite={setOpen} />
      {open !== null && (
        <PeopleDialogs
          open={open}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </div>
  );
}
