import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { isSignedOut, problemOf } from "../api.ts";
import { Button } from "../components/button.tsx";
import { meQuery } from "../queries.ts";
import { Entrance } from "./entrance.tsx";

function Case({ when, children }: { when: string; children: ReactNode }) {
  return (
    <li className="border-t border-line py-3 first:border-t-0">
      <p className="font-medium">{when}</p>
      <div className="mt-0.5 text-fg2">{children}</div>
    </li>
  );
}

/** What to do without a session; with one, back to what was asked for. */
export function SignIn() {
  const to = useSearch({ strict: false, select: (search) => search.to });
  const client = useQueryClient();
  const navigate = useNavigate();
  const [state, setState] = useState<{ asking: boolean; said: string }>({ asking: false, said: "" });
  const check = async () => {
    setState({ asking: true, said: "" });
    try {
      await client.query({ ...meQuery, staleTime: 0 });
      client.clear();
      await navigate({ href: to ?? "/", replace: true });
    } catch (error) {
      setState({ asking: false, said: isSignedOut(error) ? "This browser is not signed in yet." : problemOf(error) });
    }
  };
  return (
    <Entrance title="Sign in with a one-time address">
      <p className="mt-2 text-base text-fg2">
        There are no passwords yet. An address signs one browser in, once; the browser then stays signed in until you
        sign out, or have not come back for thirty days.
      </p>
      <ul className="mt-5 rounded-lg border border-line px-4 py-1">
        <Case when="You were invited">
          Open the address that you were sent, in this browser. It works for seven days.
        </Case>
        <Case when="You were signed in before, or somewhere else">
          Ask an admin of your workspace for a new address: Settings, People, <em>New sign-in address</em>.
        </Case>
        <Case when="You run this service">
          On its own machine it prints an address whenever it starts. It works for ten minutes.
          <pre className="mt-2 overflow-x-auto rounded-md bg-sub px-3 py-2 font-mono text-xs leading-5">
            {`${location.origin}/sign-in#…`}
          </pre>
        </Case>
      </ul>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        <Button look="main" disabled={state.asking} onClick={() => void check()}>
          I have opened it
        </Button>
        <span role="status" className="text-fg2">
          {state.said}
        </span>
      </div>
    </Entrance>
  );
}
