import type { AddressState, Invitation } from "@throughline/shared/accounts";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api } from "../api.ts";
import { Button } from "../components/button.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { useToast } from "../components/toast.tsx";
import { day } from "../format.ts";
import { invitationsQuery, teamsQuery } from "../queries.ts";
import type { Tone } from "../tone.ts";
import { useSave } from "../use-save.ts";
import { Pill } from "./pill.tsx";
import { ROLE_WORDS } from "./role-words.ts";
import { Row, Rows, Section } from "./section.tsx";

const AddressDialog = lazy(async () => ({ default: (await import("./address-dialog.tsx")).AddressDialog }));

const STATES: Record<AddressState, { word: string; tone: Tone }> = {
  waiting: { word: "Waiting", tone: "risk" },
  used: { word: "Used", tone: "on" },
  expired: { word: "Expired", tone: "none" },
  withdrawn: { word: "Withdrawn", tone: "none" },
  replaced: { word: "Replaced", tone: "none" },
};

function when({ state, createdAt, expiresAt, endedAt }: Invitation): string {
  if (state === "waiting") return `until ${day(expiresAt)}`;
  if (state === "expired") return `since ${day(expiresAt)}`;
  return day(endedAt ?? createdAt);
}

/** Every address that was made, and what became of it: those first that somebody may have to do something about. */
export function Invitations() {
  const invitations = useQuery(invitationsQuery);
  const teams = new Map((useQuery(teamsQuery).data ?? []).map(({ id, name }) => [id, name]));
  const [made, setMade] = useState<Awaited<ReturnType<typeof api.renewInvitation>> | null>(null);
  const say = useToast();
  const touches = [["invitations"], ["people"]];
  const renew = useSave((id: string) => api.renewInvitation({ id }), { touches, onDone: setMade });
  const withdraw = useSave((id: string) => api.withdrawInvitation({ id }), {
    touches,
    onDone: ({ name }) => {
      say(`The address of ${name} works no longer.`);
    },
  });
  const problem = renew.problem ?? withdraw.problem;
  const rows = (invitations.data ?? []).toSorted(
    (a, b) => Number(b.state === "waiting") - Number(a.state === "waiting"),
  );
  if (invitations.isLoadingError) {
    return (
      <Section title="Invitations">
        <ErrorBox
          what="The invitations could not be read."
          error={invitations.error}
          retry={() => void invitations.refetch()}
        />
      </Section>
    );
  }
  if (rows.length === 0) return null;
  return (
    <Section title="Invitations">
      {problem !== null && (
        <p role="alert" className="mt-2 text-off">
          {problem}
        </p>
      )}
      <Rows label="Invitations">
        {rows.map((invitation) => {
          const { id, name, role, teamId, state } = invitation;
          const team = teamId === null ? undefined : teams.get(teamId);
          return (
            <Row
              key={id}
              title={name}
              about={`${ROLE_WORDS[role]}${team === undefined ? "" : `, ${team}`}, ${when(invitation)}`}
              state={<Pill tone={STATES[state].tone}>{STATES[state].word}</Pill>}
            >
              {state !== "used" && (
                <Button
                  aria-label={`Make anew the address of ${name}`}
                  disabled={renew.saving}
                  onClick={() => {
                    renew.save(id);
                  }}
                >
                  Make anew
                </Button>
              )}
              {state === "waiting" && (
                <Button
                  look="ghost"
                  aria-label={`Withdraw the address of ${name}`}
                  disabled={withdraw.saving}
                  onClick={() => {
                    withdraw.save(id);
                  }}
                >
                  Withdraw
                </Button>
              )}
            </Row>
          );
        })}
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
      </Suspense>
    </Section>
  );
}
