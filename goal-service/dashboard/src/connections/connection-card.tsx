import type { Connection } from "@throughline/shared/connections";
import { containerName } from "@throughline/shared/container-name";
import clsx from "clsx";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { ToolIcon } from "../components/tool-icon.tsx";
import { ago, count } from "../format.ts";
import { SOFT_CLASS, type Tone } from "../tone.ts";
import { toolWord } from "../words.ts";
import { AdminButton } from "./admin-button.tsx";
import { CommentsSetting } from "./comments-setting.tsx";
import { PulledActs } from "./pulled-acts.tsx";

const EndDialog = lazy(async () => ({ default: (await import("./end-dialog.tsx")).EndDialog }));
const MappingDialog = lazy(async () => ({ default: (await import("./mapping-dialog.tsx")).MappingDialog }));
const ProjectsDialog = lazy(async () => ({ default: (await import("./projects-dialog.tsx")).ProjectsDialog }));

const STATES: Record<Connection["state"], { word: string; tone: Tone }> = {
  active: { word: "Active", tone: "on" },
  degraded: { word: "Degraded", tone: "risk" },
  paused: { word: "Paused", tone: "none" },
  ended: { word: "Ended", tone: "none" },
};

function Fact({ label, warn = false, children }: { label: string; warn?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-fg3">{label}</dt>
      <dd className={clsx("num mt-0.5", warn && "text-risk")}>{children}</dd>
    </div>
  );
}

function Backlog({ backlog: { pending, failed, wanted } }: Pick<Connection, "backlog">) {
  const waiting = [pending > 0 ? `${pending} waiting` : "", wanted > 0 ? `${wanted} to write` : ""].filter(Boolean);
  if (failed === 0) return waiting.length === 0 ? "Nothing waits" : waiting.join(", ");
  return (
    <>
      <a href="#failed" className="underline underline-offset-2">
        {failed} failed
      </a>
      {waiting.length > 0 && `, ${waiting.join(", ")}`}
    </>
  );
}

/** Who may not choose them is told how many there are and no more. */
function Projects({ connection: { containers, containerLabels } }: { connection: Connection }) {
  if (containers.length === 0) return "No project yet";
  const names = containers.map((id) => containerName(containerLabels, id));
  const known = containerLabels.length > 0;
  if (known && names.length === 1) return <span className="block break-words">{names[0]}</span>;
  return <span data-tip={known ? names.join(", ") : undefined}>{count(names.length, "project")}</span>;
}

type Dialog = "projects" | "mapping" | "end";

/** What an admin does with a Jira site: choose what is read, or let go of one whose app was uninstalled. */
function JiraActs({ connection, open }: { connection: Connection; open: (dialog: Dialog) => void }) {
  const ended = connection.state === "ended";
  if (ended && connection.problem === null) return null;
  const act = (words: string, dialog: Dialog) => (
    <AdminButton
      onClick={() => {
        open(dialog);
      }}
    >
      {words}
    </AdminButton>
  );
  return (
    <span className="ml-auto flex flex-wrap items-center gap-2">
      {ended ? act("Disconnect", "end") : act("Choose projects", "projects")}
      {!ended && act("What resolutions mean", "mapping")}
    </span>
  );
}

/** One connection: how fresh it is, what waits, what it reads, and its last problem word for word. */
export function ConnectionCard({ connection }: { connection: Connection }) {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => {
    setDialog(null);
  };
  const { tool, name, backlog, problem, lastEventAt, lastSyncAt, behindSince } = connection;
  const state = STATES[connection.state];
  return (
    <li className="rounded-xl border border-line">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2 px-4 pt-3">
        <span className="flex text-fg2">
          <ToolIcon tool={tool} size={16} />
        </span>
        <h2 className="font-semibold">{name}</h2>
        {name !== toolWord(tool) && <span className="text-fg3">{toolWord(tool)}</span>}
        <span
          className={clsx(
            "inline-flex h-[22px] items-center rounded-full px-2.5 text-xs font-medium",
            SOFT_CLASS[state.tone],
          )}
        >
          {state.word}
        </span>
        {tool === "asana" && connection.state !== "ended" && <PulledActs connection={connection} />}
        {tool === "jira" && <JiraActs connection={connection} open={setDialog} />}
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 px-4 py-3 sm:grid-cols-4">
        <Fact label="Last event" warn={behindSince !== null}>
          {lastEventAt === null ? "None yet" : ago(lastEventAt)}
        </Fact>
        <Fact label="Last full sync">{lastSyncAt === null ? "None yet" : ago(lastSyncAt)}</Fact>
        <Fact label="Backlog" warn={backlog.failed > 0}>
          <Backlog backlog={backlog} />
        </Fact>
        <Fact label="Reads">{tool === "generic" ? "What it is sent" : <Projects connection={connection} />}</Fact>
      </dl>
      {(problem !== null || behindSince !== null) && (
        <div className="border-t border-line bg-riskbg/50 px-4 py-2.5">
          {behindSince !== null && (
            <p className="text-risk">
              Nothing complete since {ago(behindSince)}. Goals with its work say so, and none turns better from silence.
            </p>
          )}
          {problem !== null && <p className="mt-1 font-mono text-xs break-words text-fg2">{problem}</p>}
        </div>
      )}
      <CommentsSetting connection={connection} />
      <Suspense>
        {dialog === "projects" && <ProjectsDialog connection={connection} onClose={close} />}
        {dialog === "mapping" && <MappingDialog connection={connection} onClose={close} />}
        {dialog === "end" && <EndDialog connection={connection} onClose={close} />}
      </Suspense>
    </li>
  );
}
