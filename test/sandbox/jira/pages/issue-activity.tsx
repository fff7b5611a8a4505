// What happened to an item, what people said, and, for the curious, the properties that apps keep on it.
import { type SyntheticEvent, useState } from "react";
import { type IssueView } from "../wire.ts";
import { act } from "./api.ts";
import { moment } from "./issue-details.tsx";
import { message } from "../../base/pages/use-shell.ts";
import { useSite } from "./site-context.ts";
import { Avatar } from "../host/feedback.tsx";

const views = ["All", "Developer"] as const;

export function Activity({ view }: { view: IssueView }) {
  const [shown, setShown] = useState<(typeof views)[number]>("All");
  return (
    <section aria-label="Activity" className="activity">
      <h2>Activity</h2>
      <div className="segments" role="group" aria-label="Show">
        {views.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={shown === name}
            onClick={() => {
              setShown(name);
            }}
          >
            {name}
          </button>
        ))}
      </div>
      {shown === "All" ? <All view={view} /> : <Developer view={view} />}
    </section>
  );
}

function All({ view }: { view: IssueView }) {
  const { site, changed, flag } = useSite();
  const [text, setText] = useState("");
  const say = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === "") return;
    try {
      await act("POST", `/rest/api/3/issue/${view.card.id}/comment`, {
        body: {
          type: "doc",
          version: 1,
          content: [{ type: "paragraph", content: [{ type: "text", text: text.trim() }] }],
        },
      });
      setText("");
    } catch (error) {
      flag({ id: "comment", title: "Not said", description: message(error), type: "error", actions: [] });
    }
    changed();
  };
  return (
    <>
      {view.mayEdit ? (
        <form className="say" onSubmit={(event) => void say(event)}>
          <Avatar name={site.me.name} />
          <input
            className="fk-input"
            aria-label="Add a comment"
            placeholder="Add a comment"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
          <button type="submit" className="button" disabled={text.trim() === ""}>
            Comment
          </button>
        </form>
      ) : null}
      <ol className="entries">
        {view.entries.map((entry, at) => (
          <li key={at}>
            <Avatar name={entry.who} />
            <div>
              <strong>{entry.who}</strong> {entry.what}
              <time dateTime={entry.at}>{moment(entry.at)}</time>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function Developer({ view }: { view: IssueView }) {
  if (view.properties.length === 0) return <p className="quiet">No app keeps a property on this item.</p>;
  return (
    <>
      {view.properties.map((property) => (
        <div key={property.key} className="property">
          <h3>{`Property ${property.key}`}</h3>
          <pre tabIndex={0} aria-label={`Value of ${property.key}`}>
            {JSON.stringify(property.value, null, 2)}
          </pre>
        </div>
      ))}
    </>
  );
}
