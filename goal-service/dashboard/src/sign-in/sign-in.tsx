import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { isSignedOut, problemOf } from "../api.ts";
import { Button } from "../components/button.tsx";
import { meQuery } from "../queries.ts";
import { Wordmark } from "../shell/wordmark.tsx";

/** Where the one-time address comes from; with a session, back to what was asked for. */
export function SignIn() {
  const { to, used } = useSearch({ from: "/sign-in" });
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
    <main className="grid min-h-dvh place-items-center px-4">
      <title>Sign in, Throughline</title>
      <section aria-labelledby="sign-in" className="w-full max-w-[420px]">
        <Wordmark />
        <h1 id="sign-in" className="mt-6 text-xl font-semibold">
          {used === undefined ? "Sign in with the one-time address" : "This address has been used already"}
        </h1>
        <p className="mt-1.5 text-fg2">
          Throughline shows which goals need a decision, and which work is in the way. To sign in, open the address that
          the service printed when it was started:
        </p>
        <pre className="mt-4 overflow-x-auto rounded-lg border border-line bg-sub px-3.5 py-3 font-mono text-xs leading-5 text-fg2">
          <span className="text-fg3">$ </span>npm start{"\n"}Throughline is ready:{"\n"}
          <span className="text-fg">{`${location.origin}/sign-in/…`}</span>
        </pre>
        <p className="mt-3 text-fg2">It works once, for ten minutes. Start the service again to get a new one.</p>
        <div className="mt-5 flex items-center gap-3">
          <Button look="main" disabled={state.asking} onClick={() => void check()}>
            I have opened it
          </Button>
          <span role="status" className="text-xs text-fg2">
            {state.said}
          </span>
        </div>
      </section>
    </main>
  );
}
