// The rules of a project, and the builder: when a task comes in, the app's action runs on it.
import { useState } from "react";
import { type ProjectInfo, type RuleInfo, RulesView as Loaded } from "../wire.ts";
import { act } from "./api.ts";
import { RuleBuilder } from "./rule-builder.tsx";
import { useSite } from "./site-context.ts";
import { useLoaded } from "./use-loaded.ts";

export function RulesView({ project }: { project: ProjectInfo }) {
  const { site, attempt, changed } = useSite();
  const { value } = useLoaded(`/site/project/${project.gid}/rules`, Loaded);
  const [open, setOpen] = useState<{ rule: RuleInfo | undefined }>();
  const rules = value?.rules ?? [];
  const waiting = rules.some((rule) => rule.runs.some((run) => run.state === "waiting"));
  return (
    <div className="rules">
      <p className="quiet">
        A rule runs by itself when a task comes into this project; on a new task after two minutes, so that whoever made
        it can finish.
      </p>
      {project.hasApp && project.mayEdit ? (
        <p className="rules-tools">
          <button
            type="button"
            className="button button-primary"
            onClick={() => {
              setOpen({ rule: undefined });
            }}
          >
            Add rule
          </button>
          {waiting ? (
            <button
              type="button"
              className="button"
              onClick={() => void attempt("Not run", () => act("POST", "/site/rules/run"))}
            >
              Run what waits now
            </button>
          ) : null}
        </p>
      ) : (
        <p>{`Add ${site.app.name} to this project first, under Customize.`}</p>
      )}
      <ul className="rule-list">
        {rules.map((rule) => (
          <li key={rule.gid} className="rule">
            <div className="rule-head">
              <h2>{rule.name}</h2>
              {rule.paused ? <span className="pill pill-warn">Stopped by the app</span> : null}
              <span className="grow" />
              <button
                type="button"
                className="button"
                onClick={() => {
                  setOpen({ rule });
                }}
              >
                Edit
                <span className="hidden">{` ${rule.name}`}</span>
              </button>
              <button
                type="button"
                className="button"
                onClick={() => void attempt("Not deleted", () => act("DELETE", `/site/rules/${rule.gid}`))}
              >
                Delete
                <span className="hidden">{` ${rule.name}`}</span>
              </button>
            </div>
            <p className="quiet">{`When a task is added to this project: ${site.app.actionName}. Made by ${rule.by}.`}</p>
            {rule.runs.length === 0 ? null : (
              <ul className="runs">
                {rule.runs.map((run) => (
                  <li key={run.key}>
                    <span className="pill">{run.state}</span> {run.task} <span className="quiet">{run.said}</span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {open ? (
        <RuleBuilder
          project={project.gid}
          rule={open.rule}
          close={() => {
            setOpen(undefined);
          }}
          done={() => {
            setOpen(undefined);
            changed();
          }}
        />
      ) : null}
    </div>
  );
}
