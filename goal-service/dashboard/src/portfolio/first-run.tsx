import { Link, useNavigate } from "@tanstack/react-router";
import clsx from "clsx";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../components/button.tsx";
import { WriteButton } from "../components/write-button.tsx";

interface StepProps {
  number: number;
  done?: boolean;
  now?: boolean;
  title: string;
  about: string;
  children?: ReactNode;
}

function Step({ number, done = false, now = false, title, about, children }: StepProps) {
  return (
    <li className="flex gap-3.5 border-b border-line py-4 last:border-0">
      <span
        aria-hidden
        className={clsx(
          "grid size-6 flex-none place-items-center rounded-full border text-xs font-medium",
          done ? "border-donemark text-done" : now ? "border-ink bg-ink text-inkfg" : "border-line2 text-fg3",
        )}
      >
        {done ? <Check size={13} /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <p className={clsx("font-medium", !now && "text-fg2")}>{title}</p>
        <p className="mt-0.5 max-w-[64ch] text-fg2">{about}</p>
        {now && children !== undefined && <div className="mt-3">{children}</div>}
      </div>
    </li>
  );
}

/** An empty portfolio names the next step; nobody meets an empty table. */
export function FirstRun({ connected }: { connected: boolean }) {
  const navigate = useNavigate({ from: "/" });
  return (
    <section aria-labelledby="first" className="mx-auto mt-10 max-w-[720px]">
      <h2 id="first" className="text-xl font-semibold text-pretty">
        From a goal to the ticket that moves it
      </h2>
      <p className="mt-1 text-fg2">
        Four steps, about ten minutes. This page then shows which goals need a decision, and why.
      </p>
      <ol className="mt-4 rounded-xl border border-line px-5">
        <Step
          number={1}
          done={connected}
          now={!connected}
          title="Connect a tool"
          about="Jira, Asana or any tool that can send a webhook. The work stays there; it is only read."
        >
          <span className="flex flex-wrap gap-2">
            <Link to="/settings/connections" className={buttonClass("main")}>
              Connect a tool
            </Link>
            <WriteButton onClick={() => void navigate({ search: (old) => ({ ...old, new: "goal" }) })}>
              Write a goal first
            </WriteButton>
          </span>
        </Step>
        <Step
          number={2}
          now={connected}
          title="Write the first goal"
          about="An outcome with a number and a date: Increase net revenue retention from 98% to 110% by Q4."
        >
          <WriteButton look="main" onClick={() => void navigate({ search: (old) => ({ ...old, new: "goal" }) })}>
            Write the first goal
          </WriteButton>
        </Step>
        <Step
          number={3}
          title="Add an initiative"
          about="The bet that should move the number, with an owner and a hypothesis."
        />
        <Step
          number={4}
          title="Create work under it"
          about="From the panel in Jira or Asana: one click, and the ticket carries its goal from birth."
        />
      </ol>
    </section>
  );
}
