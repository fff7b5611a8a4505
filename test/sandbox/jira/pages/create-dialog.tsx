// Jira's own Create dialog: an item made here carries no mark, as in life.
import { type SyntheticEvent, useEffect, useState } from "react";
import { z } from "zod";
import { api, ApiError } from "./api.ts";
import { Dialog } from "../../base/pages/dialog.tsx";
import { type Draft, fieldsOf, MATTER } from "./create-draft.ts";
import { Field } from "./form-field.tsx";
import { message } from "../../base/pages/use-shell.ts";
import { useSite } from "./site-context.ts";

const Created = z.object({ key: z.string() });
const matter = ["Contract", "Privacy"];

export function CreateDialog({ project, close }: { project: string | undefined; close: () => void }) {
  const { site, path, flag, changed, go } = useSite();
  const mine = site.projects.filter((entry) => entry.mayCreate);
  const here = mine.find((entry) => entry.key === (project ?? path.split("/")[2]?.split("-")[0])) ?? mine[0];
  const [draft, setDraft] = useState<Draft>({
    project: here?.key ?? "",
    type: "Task",
    summary: "",
    description: "",
    assignee: site.me.accountId,
    due: "",
    parent: "",
    extra: "",
  });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const chosen = mine.find((entry) => entry.key === draft.project);
  const types = chosen?.types ?? [];
  useEffect(() => {
    if (!types.some((type) => type.name === draft.type))
      setDraft((now) => ({ ...now, type: types[1]?.name ?? "Task" }));
  }, [types, draft.type]);
  const set = (change: Partial<Draft>): void => {
    setDraft((now) => ({ ...now, ...change }));
  };

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setErrors({});
    setProblem(undefined);
    try {
      const { key } = await api("POST", "/rest/api/3/issue", Created, { fields: fieldsOf(draft, chosen) });
      changed();
      flag({
        id: key,
        title: `${key} created`,
        description: draft.summary,
        type: "success",
        actions: [
          {
            text: `Open ${key}`,
            run: () => {
              go(`/browse/${key}`);
            },
          },
        ],
      });
      close();
    } catch (error) {
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setErrors(error.fields);
      else setProblem(message(error));
      setBusy(false);
    }
  };
  const [needs] = chosen?.needs ?? [];
  return (
    <Dialog title="Create work item" close={close}>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <div className="form-row">
          <Field label="Project" error={errors["project"]}>
            {(id) => (
              <select
                id={id}
                className="fk-input"
                value={draft.project}
                onChange={(event) => {
                  set({ project: event.target.value });
                }}
              >
                {mine.map((entry) => (
                  <option key={entry.key} value={entry.key}>{`${entry.name} (${entry.key})`}</option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Work type" error={errors["issuetype"]}>
            {(id) => (
              <select
                id={id}
                className="fk-input"
                value={draft.type}
                onChange={(event) => {
                  set({ type: event.target.value });
                }}
              >
                {types.map((type) => (
                  <option key={type.id}>{type.name}</option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <Field label="Summary" required error={errors["summary"]}>
          {(id, described) => (
            <input
              id={id}
              className="fk-input"
              maxLength={255}
              autoFocus
              aria-invalid={errors["summary"] !== undefined}
              aria-describedby={described}
              value={draft.summary}
              onChange={(event) => {
                set({ summary: event.target.value });
              }}
            />
          )}
        </Field>
        <Field label="Description" error={errors["description"]}>
          {(id) => (
            <textarea
              id={id}
              className="fk-input"
              rows={4}
              value={draft.description}
              onChange={(event) => {
                set({ description: event.target.value });
              }}
            />
          )}
        </Field>
        <div className="form-row">
          <Field label="Assignee" error={errors["assignee"]}>
            {(id) => (
              <select
                id={id}
                className="fk-input"
                value={draft.assignee}
                onChange={(event) => {
                  set({ assignee: event.target.value });
                }}
              >
                <option value="">Unassigned</option>
                {site.people.map((person) => (
                  <option key={person.accountId} value={person.accountId}>
                    {person.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Due date" error={errors["duedate"]}>
            {(id) => (
              <input
                id={id}
                className="fk-input"
                type="date"
                value={draft.due}
                onChange={(event) => {
                  set({ due: event.target.value });
                }}
              />
            )}
          </Field>
          <Field label="Parent" error={errors["parent"]}>
            {(id, described) => (
              <input
                id={id}
                className="fk-input"
                placeholder="Key, like CS-1"
                aria-describedby={described}
                value={draft.parent}
                onChange={(event) => {
                  set({ parent: event.target.value });
                }}
              />
            )}
          </Field>
        </div>
        {needs === undefined ? null : (
          <Needed
            field={needs}
            value={draft.extra}
            error={errors[needs]}
            set={(extra) => {
              set({ extra });
            }}
          />
        )}
        {problem === undefined ? null : (
          <p className="wrong" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" disabled={busy}>
            Create
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What a project asks for beyond the usual. */
function Needed(props: { field: string; value: string; error: string | undefined; set: (value: string) => void }) {
  const { field, value, error, set } = props;
  const given = (event: { target: { value: string } }): void => {
    set(event.target.value);
  };
  if (field !== MATTER)
    return (
      <Field label="Cost centre" required error={error}>
        {(id) => <input id={id} className="fk-input" value={value} onChange={given} />}
      </Field>
    );
  return (
    <Field label="Matter type" required error={error}>
      {(id) => (
        <select id={id} className="fk-input" value={value} onChange={given}>
          <option value="">None</option>
          {matter.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
