// The app's one place on a task: its card once something is attached, else the way in.
import { useState } from "react";
import { Menu } from "../../base/pages/menu.tsx";
import { type TaskView } from "../wire.ts";
import { AppForm, type FormPlace } from "./app-form.tsx";
import { Chevron } from "../../base/pages/icons.tsx";
import { LookupDialog } from "./lookup-dialog.tsx";
import { useSite } from "./site-context.ts";
import { WidgetCard } from "./widget-card.tsx";

export function AppSlot({ task }: { task: TaskView }) {
  const { site, changed } = useSite();
  const [open, setOpen] = useState<"form" | "lookup">();
  if (!task.hasApp) return null;
  const { gid } = task.row;
  const widgets = task.attachments.filter(({ widget }) => widget);
  const close = (): void => {
    setOpen(undefined);
  };
  const place: FormPlace = {
    open: { call: "form", task: gid },
    change: (url, changed_field, values) => ({ call: "change", task: gid, url, changed_field, values }),
    submit: (url, values) => ({ call: "submit", task: gid, url, values }),
    search: (url, text) => ({ call: "search", task: gid, url, text }),
  };
  return (
    <div className="slot">
      {widgets.map((widget) => (
        <WidgetCard key={widget.gid} task={gid} attachment={widget.gid} url={widget.url ?? ""} name={widget.name} />
      ))}
      {widgets.length === 0 && task.mayEdit ? (
        <Menu
          label={site.app.name}
          className="button slot-button"
          items={[
            {
              label: site.app.formText,
              run: () => {
                setOpen("form");
              },
            },
            {
              label: site.app.lookupText,
              run: () => {
                setOpen("lookup");
              },
            },
          ]}
          plain
        >
          {site.app.name} <Chevron />
        </Menu>
      ) : null}
      {open === "form" ? (
        <AppForm
          title={site.app.formText}
          place={place}
          close={close}
          done={() => {
            close();
            changed();
          }}
        />
      ) : null}
      {open === "lookup" ? <LookupDialog task={gid} close={close} done={changed} /> : null}
    </div>
  );
}
