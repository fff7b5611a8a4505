// The ••• menu of an item: the app's actions, and what Jira itself offers.
import { z } from "zod";
import { useState } from "react";
import { type IssueView, type ModuleInfo } from "../wire.ts";
import { act, api } from "./api.ts";
import { Dialog } from "../../base/pages/dialog.tsx";
import { Dots } from "../../base/pages/icons.tsx";
import { Menu, type MenuItem } from "../../base/pages/menu.tsx";
import { message } from "../../base/pages/use-shell.ts";
import { useSite } from "./site-context.ts";

const Keyed = z.object({ key: z.string() });
const MARK = "throughline";

export function IssueActions({ view, openAction }: { view: IssueView; openAction: (module: ModuleInfo) => void }) {
  const { site, go, flag, changed } = useSite();
  const [asking, setAsking] = useState<"delete" | "move">();
  const { card } = view;
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      flag({ id: what, title: `Could not ${what}`, description: message(error), type: "error", actions: [] });
    }
    changed();
  };
  const clone = (): void =>
    void attempt("clone", async () => {
      const { key } = await api("POST", `/site/issue/${card.id}/clone`, Keyed, {});
      flag({
        id: key,
        title: `Cloned as ${key}`,
        description: "",
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
    });
  const unmark = (): void =>
    void attempt("remove the mark", () => act("DELETE", `/rest/api/3/issue/${card.id}/properties/${MARK}`));
  const remove = (): void =>
    void attempt("delete", async () => {
      await act("DELETE", `/rest/api/3/issue/${card.id}?deleteSubtasks=true`);
      go(`/projects/${card.project}`);
      flag({ id: card.key, title: `${card.key} deleted`, description: "", type: "success", actions: [] });
    });
  const flagLabel = card.flagged ? "Remove flag" : "Add flag";
  const setFlag = (): void =>
    void attempt("flag", () =>
      act("PUT", `/rest/api/3/issue/${card.id}`, {
        fields: { customfield_10021: card.flagged ? null : [{ value: "Impediment" }] },
      }),
    );
  const apps = site.modules.filter((module) => module.kind === "jira:issueAction");
  const items: MenuItem[] = [
    ...(view.mayEdit
      ? [
          { label: flagLabel, run: setFlag },
          { label: "Clone", run: clone },
          {
            label: "Move to another project",
            run: () => {
              setAsking("move");
            },
          },
        ]
      : []),
    ...(view.mayEdit && card.marked
      ? [{ label: "Remove Throughline mark", run: unmark, hint: "as anyone could by REST" }]
      : []),
    ...(view.mayDelete
      ? [
          {
            label: "Delete",
            danger: true,
            run: () => {
              setAsking("delete");
            },
          },
        ]
      : []),
    ...(apps.length > 0
      ? [
          { heading: "Apps" },
          ...apps.map((module) => ({
            label: module.title,
            run: () => {
              openAction(module);
            },
          })),
        ]
      : []),
  ];
  const close = (): void => {
    setAsking(undefined);
  };
  return (
    <>
      <Menu label="Actions" items={items} className="icon-button" align="end">
        <Dots />
      </Menu>
      {asking === "delete" ? (
        <Dialog title={`Delete ${card.key}?`} close={close} width="small">
          <p>It is gone for good, with its comments, attachments and sub-tasks.</p>
          <div className="dialog-foot">
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
            <button type="button" className="button button-danger" onClick={remove}>
              Delete
            </button>
          </div>
        </Dialog>
      ) : null}
      {asking === "move" ? (
        <Dialog title={`Move ${card.key}`} close={close} width="small">
          <p className="quiet">It gets a new key; its id stays.</p>
          <ul className="rows">
            {site.projects
              .filter((project) => project.mayCreate && project.key !== card.project && project.needs.length === 0)
              .map((project) => (
                <li key={project.key}>
                  <button
                    type="button"
                    className="row-button"
                    onClick={() =>
                      void attempt("move", async () => {
                        const { key } = await api("POST", `/site/issue/${card.id}/move`, Keyed, {
                          project: project.key,
                        });
                        close();
                        go(`/browse/${key}`);
                      })
                    }
                  >
                    {project.name}
                  </button>
                </li>
              ))}
          </ul>
        </Dialog>
      ) : null}
    </>
  );
}
