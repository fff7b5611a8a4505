import type { Session } from "@throughline/shared/accounts";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api } from "../api.ts";
import { Button } from "../components/button.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { useToast } from "../components/toast.tsx";
import { ago, day } from "../format.ts";
import { sessionsQuery } from "../queries.ts";
import { Pill } from "./pill.tsx";
import { Row, Rows, Section } from "./section.tsx";

const ConfirmDialog = lazy(async () => ({ default: (await import("../components/confirm-dialog.tsx")).ConfirmDialog }));

const usedWhen = ({ lastUsedAt, createdAt }: Session) =>
  `${lastUsedAt === null ? "Not used since" : `Last used ${ago(lastUsedAt)},`} signed in ${day(createdAt)}`;

/** Every browser in which one is signed in; each can be ended from here. */
export function Sessions() {
  const sessions = useQuery(sessionsQuery);
  const say = useToast();
  const [ending, setEnding] = useState<Session | null>(null);
  const close = () => {
    setEnding(null);
  };
  return (
    <Section title="Where you are signed in" about="A session you do not know? End it, and tell an admin.">
      {sessions.isError && (
        <ErrorBox
          what="Your sessions could not be read."
          error={sessions.error}
          retry={() => void sessions.refetch()}
        />
      )}
      {sessions.data !== undefined && (
        <Rows label="Sessions">
          {sessions.data.length === 0 && (
            <Row title="No browser" about="You are here by a token; no browser is signed in as you." />
          )}
          {sessions.data.map((session) => (
            <Row
              key={session.id}
              title={session.device}
              about={usedWhen(session)}
              state={session.current && <Pill tone="on">This browser</Pill>}
            >
              {!session.current && (
                <Button
                  aria-label={`End the session in ${session.device}, ${usedWhen(session)}`}
                  onClick={() => {
                    setEnding(session);
                  }}
                >
                  End
                </Button>
              )}
            </Row>
          ))}
        </Rows>
      )}
      <Suspense>
        {ending !== null && (
          <ConfirmDialog
            title={`End the session in ${ending.device}?`}
            about="That browser is signed out at once, and needs a new address to come back."
            act="End it"
            send={() => api.endSession({ id: ending.id })}
            touches={[["sessions"]]}
            onDone={() => {
              say("The session has ended.");
              close();
            }}
            onClose={close}
          />
        )}
      </Suspense>
    </Section>
  );
}
