import type { OneTimeAddress } from "@throughline/shared/accounts";
import { useEffect } from "react";
import { api, problemOf } from "../api.ts";
import { Button } from "../components/button.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { ROLE_RIGHTS } from "../settings/role-words.ts";
import { Entrance, Problem } from "./entrance.tsx";
import { SignIn } from "./sign-in.tsx";
import { useAddress, useEnter, useSecret } from "./use-address.ts";

const TITLES = {
  used: "This address has been used already",
  expired: "This address is too old",
  withdrawn: "This address was withdrawn",
  replaced: "There is a newer address",
  unknown: "This address is not known here",
} as const;

const TEXTS: Record<keyof typeof TITLES, string> = {
  used: "Each address works once. If it was you, this browser may be signed in already. If it was not you, tell an admin of your workspace, who can end that session and make you a new address.",
  expired: "An invitation works for seven days, an address that the service prints for ten minutes. Ask for a new one.",
  withdrawn: "An admin of the workspace took it back. Ask them if you still need to get in.",
  replaced: "An admin made a new address for you, and this one ended with it. Open the newer one.",
  unknown: "Was it copied whole, to its last letter? Else ask an admin of your workspace for a new one.",
};

/** Why an address lets nobody in, and what to do instead. */
function NoWay({ state }: { state: keyof typeof TITLES }) {
  return (
    <Entrance title={TITLES[state]}>
      <p className="mt-2 text-base text-fg2">{TEXTS[state]}</p>
      <p className="mt-5 flex flex-wrap gap-x-4 gap-y-2">
        <a href="/" className="font-medium underlined">
          Go to Throughline
        </a>
        <a href="/sign-in" className="font-medium underlined">
          How signing in works
        </a>
      </p>
    </Entrance>
  );
}

type Who = NonNullable<OneTimeAddress["who"]>;

function Invitation({ who, secret }: { who: Who; secret: string }) {
  const enter = useEnter(() => api.signIn({ secret }));
  const { workspace, person, role, team, invitedBy, isMember, signedInAs } = who;
  const act = `${isMember ? "Sign in to" : "Join"} ${workspace}`;
  return (
    <Entrance title={act}>
      <p className="mt-2 text-base text-fg2">
        {isMember
          ? `${invitedBy ?? "An admin"} made this address for you, so that you can sign in here.`
          : `${invitedBy ?? "An admin"} invites you to Throughline: which goals need a decision, why, and which work is in the way.`}
      </p>
      <dl className="mt-5 grid grid-cols-[auto_1fr] gap-x-5 gap-y-2 rounded-lg border border-line px-4 py-3">
        <dt className="text-fg3">You are</dt>
        <dd className="font-medium">{person}</dd>
        {team !== null && (
          <>
            <dt className="text-fg3">Team</dt>
            <dd className="font-medium">{team}</dd>
          </>
        )}
        <dt className="text-fg3">Role</dt>
        <dd>
          <span className="font-medium capitalize">{role}</span>
          <span className="block text-fg2">{ROLE_RIGHTS[role]}</span>
        </dd>
      </dl>
      {signedInAs !== null && (
        <p className="mt-4 text-fg2">
          This browser is signed in as <strong className="font-medium">{signedInAs}</strong>. That session ends.
        </p>
      )}
      {enter.isError && <Problem>{problemOf(enter.error)}</Problem>}
      <Button
        look="main"
        autoFocus
        className="mt-5 h-9 px-4"
        disabled={enter.isPending}
        onClick={() => {
          enter.mutate(undefined);
        }}
      >
        {enter.isPending ? "One moment" : act}
      </Button>
      <p className="mt-4 text-xs text-fg3">
        This address works once. This browser then stays signed in until you sign out, or have not come back for thirty
        days.
      </p>
    </Entrance>
  );
}

/** The address that the service printed on this machine a moment ago: nothing is asked. */
function Printed({ who, secret }: { who: Who; secret: string }) {
  const { mutate, error } = useEnter(() => api.signIn({ secret }));
  useEffect(() => {
    mutate(undefined);
  }, [mutate]);
  return (
    <Entrance title={error === null ? `Signing in as ${who.person}` : "You are not signed in"}>
      {error !== null && <Problem>{problemOf(error)}</Problem>}
    </Entrance>
  );
}

/** What a one-time address opens. Opening it uses nothing up: a button does, or the page itself where this machine printed it. */
export function AddressPage() {
  const secret = useSecret();
  const { data: address, error, refetch } = useAddress(secret);
  if (secret === "") return <SignIn />;
  if (error !== null) {
    return (
      <Entrance title="The address could not be looked up">
        <div className="mt-4">
          <ErrorBox
            what="The service did not say what this address is for."
            error={error}
            retry={() => void refetch()}
          />
        </div>
      </Entrance>
    );
  }
  if (address === undefined) return <Entrance title="One moment">{null}</Entrance>;
  const { kind, state, who } = address;
  if (state !== "waiting" || who === null) return <NoWay state={state === "waiting" ? "unknown" : state} />;
  return kind === "invitation" ? <Invitation who={who} secret={secret} /> : <Printed who={who} secret={secret} />;
}
