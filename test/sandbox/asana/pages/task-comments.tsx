// What happened to a task and what was said about it.
import { useState } from "react";
import { TaskView } from "../wire.ts";
import { api } from "./api.ts";
import { momentName } from "./days.ts";
import { useSite } from "./site-context.ts";

export function Comments({ task }: { task: TaskView }) {
  const { attempt } = useSite();
  const [text, setText] = useState("");
  const say = async (): Promise<void> => {
    const done = await attempt("Not sent", () =>
      api("POST", `/site/task/${task.row.gid}/comments`, TaskView, { text }),
    );
    if (done) setText("");
  };
  return (
    <div className="task-part task-talk">
      <h3 className="task-part-head">Activity</h3>
      <ol className="stories">
        {task.stories.map((story) => (
          <li key={story.gid} data-comment={story.comment || undefined}>
            <p className="story-head">
              <strong>{story.who}</strong> {story.comment ? null : story.text}{" "}
              <time dateTime={story.at}>{momentName(story.at)}</time>
            </p>
            {story.comment ? <p>{story.text}</p> : null}
          </li>
        ))}
      </ol>
      <form
        className="say"
        onSubmit={(event) => {
          event.preventDefault();
          void say();
        }}
      >
        <textarea
          aria-label="Add a comment"
          rows={2}
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
    </div>
  );
}
