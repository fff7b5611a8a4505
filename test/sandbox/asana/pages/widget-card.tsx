// The app's card on a task, asked for each time the task is opened.
import { useCallback, useEffect, useState } from "react";
import { type Widget } from "../components/answers.ts";
import { type Outcome } from "../components/outcome.ts";
import { askApp } from "./ask-app.ts";
import { Broken, Connect } from "./connect.tsx";
import { momentName } from "./days.ts";
import { useSite } from "./site-context.ts";

interface Props {
  task: string;
  attachment: string;
  url: string;
  name: string;
}

export function WidgetCard({ task, attachment, url, name }: Props) {
  const { site } = useSite();
  const [outcome, setOutcome] = useState<Outcome>();
  const load = useCallback(
    () => askApp({ call: "widget", task, attachment }).catch((): Outcome => ({ outcome: "broken" })),
    [task, attachment],
  );
  useEffect(() => {
    let current = true;
    void load().then((answer) => {
      if (current) setOutcome(answer);
    });
    return () => {
      current = false;
    };
  }, [load, site.me.gid]);
  return (
    <article className="widget" aria-label={`${site.app.name}: ${name}`} aria-busy={outcome === undefined}>
      {outcome === undefined ? <span className="spinner" role="status" aria-label="Loading" /> : null}
      {outcome?.outcome === "widget" ? <Card widget={outcome.widget} url={url} /> : null}
      {outcome?.outcome === "authenticate" ? (
        <Connect
          done={() => {
            void load().then(setOutcome);
          }}
        />
      ) : null}
      {outcome?.outcome === "broken" ? <Broken /> : null}
    </article>
  );
}

function Card({ widget, url }: { widget: Widget; url: string }) {
  const { title, subtitle, subicon_url: icon, fields, footer, num_comments: comments } = widget.metadata;
  return (
    <>
      <h3 className="widget-title">
        <a href={url} target="_blank" rel="noreferrer">
          {title}
        </a>
      </h3>
      {subtitle === undefined ? null : (
        <p className="widget-subtitle">
          {icon === undefined ? null : <img src={icon} alt="" width="14" height="14" />}
          {subtitle}
        </p>
      )}
      <dl className="widget-fields">
        {fields.map((field) => (
          <div key={field.name}>
            <dt>{field.name}</dt>
            <dd>
              <WidgetField field={field} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="widget-foot">
        <span>{footText(footer)}</span>
        {comments === undefined ? null : <span>{`${String(comments)} comments`}</span>}
      </p>
    </>
  );
}

function WidgetField({ field }: { field: Widget["metadata"]["fields"][number] }) {
  if (field.type === "pill")
    return (
      <span className="pill" data-color={field.color}>
        {field.text}
      </span>
    );
  const text =
    field.type === "text_with_icon" ? field.text : field.datetime === undefined ? "" : momentName(field.datetime);
  return (
    <>
      {field.icon_url === undefined ? null : <img src={field.icon_url} alt="" width="14" height="14" />}
      {text}
    </>
  );
}

function footText(footer: Widget["metadata"]["footer"]): string {
  switch (footer.footer_type) {
    case "custom_text":
      return footer.text;
    case "updated":
      return `Updated ${momentName(footer.last_updated_at)}`;
    case "created":
      return `Created ${momentName(footer.created_at)}`;
  }
}
