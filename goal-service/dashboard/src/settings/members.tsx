import type { Person } from "@throughline/shared/people";
import { useQuery } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { api } from "../api.ts";
import { MenuButton } from "../components/menu.tsx";
import { useToast } from "../components/toast.tsx";
import { meQuery, teamsQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import type { MemberAct } from "./member-menu.tsx";
import { Pill } from "./pill.tsx";
import { ROLE_WORDS } from "./role-words.ts";
import { Row, Rows, Section } from "./section.tsx";

const AddressDialog = lazy(async () => ({ default: (await import("./address-dialog.tsx")).AddressDialog }));
const EndMembershipDialog = lazy(async () => ({
  default: (await import("./end-membership-dialog.tsx")).EndMembershipDialog,
}));
const PersonDialog = lazy(async () => ({ default: (await import("./person-dialog.tsx")).PersonDialog }));
const MemberMenu = lazy(async () => ({ default: (await import("./member-menu.tsx")).MemberMenu }));

interface MembersProps {
  members: readonly Person[];
  isAdmin: boolean;
}

/** Who may sign in, and what an admin may do about it. */
export function Members({ members, isAdmin }: MembersProps) {
  const me = useQuery(meQuery).data?.person?.id;
  const teams = new Map((useQuery(teamsQuery).data ?? []).map(({ id, name }) => [id, name]));
  const say = useToast();
  const [made, setMade] = useState<Awaited<ReturnType<typeof api.createInvitation>> | null>(null);
  const [open, setOpen] = useState<{ what: "edit" | "end"; person: Person } | null>(null);
  const touches = [["people"], ["me"], ["invitations"]];
  const invite = useSave((personId: string) => api.createInvitation({ personId }), { touches, onDone: setMade });
  const change = useSave(
    ({ id, version, role }: Pick<Person, "id" | "version"> & { role: "admin" | "contributor" | "viewer" }) =>
      api.updatePerson({ id, version, role }),
    {
      touches,
      onDone: ({ name, role }) => {
        say(`${name} is ${role ?? "no member"} now.`);
      },
    },
  );
  const act = (person: Person, what: MemberAct) => {
    if (what === "address") invite.save(person.id);
    else if (what === "end" || what === "edit") setOpen({ what, person });
    else change.save({ ...person, role: what });
  };
  const problem = change.problem ?? invite.problem;
  const admins = members.filter(({ role }) => role === "admin");
  const close = () => {
    setOpen(null);
  };
  return (
    <Section title="Members">
      {problem !== null && (
        <p role="alert" className="mt-2 text-off">
          {problem}
        </p>
      )}
      <Rows label="Members">
        {members.map((person) => (
          <Row
            key={person.id}
            title={person.id === me ? `${person.name} (you)` : person.name}
            about={[person.email ?? "No e-mail address", ...person.teamIds.map((id) => teams.get(id) ?? "")]
              .filter(Boolean)
              .join(", ")}
            state={
              person.role !== null && (
                <Pill tone={person.role === "admin" ? "done" : "none"}>{ROLE_WORDS[person.role]}</Pill>
              )
            }
          >
            {isAdmin && (
              <MenuButton
                label={`Change ${person.name}`}
                aria-label={`Change ${person.name}`}
                face={<Ellipsis size={15} aria-hidden />}
                className="grid size-7 place-items-center rounded-md text-fg3 hover:bg-hover hover:text-fg pointer-coarse:size-11"
              >
                {() => (
                  <MemberMenu
                    role={person.role}
                    isLastAdmin={person.role === "admin" && admins.length === 1}
                    onPick={(what) => {
                      act(person, what);
                    }}
                  />
                )}
              </MenuButton>
            )}
          </Row>
        ))}
      </Rows>
      <Suspense>
        {made !== null && (
          <AddressDialog
            made={made}
            onClose={() => {
              setMade(null);
            }}
          />
        )}
        {open?.what === "edit" && <PersonDialog person={open.person} onClose={close} />}
        {open?.what === "end" && (
          <EndMembershipDialog
            person={open.person}
            others={members.filter(({ id }) => id !== open.person.id)}
            onDone={() => {
              say(`${open.person.name} is no member any more.`);
              close();
            }}
            onClose={close}
          />
        )}
      </Suspense>
    </Section>
  );
}
