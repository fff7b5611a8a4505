import type { Connection } from "@throughline/shared/connections";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { meQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import { toolWord } from "../words.ts";

/** Whether questions go into the tool as comments: an admin's choice, off at first. */
export function CommentsSetting({ connection }: { connection: Connection }) {
  const role = useQuery(meQuery).data?.person?.role;
  // What was just chosen shows at once; what the service answers takes its place.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const { save, saving, problem } = useSave((allowed: boolean) => api.setComments({ id: connection.id, allowed }), {
    touches: [["connections"], ["goal"]],
    onDone: () => undefined,
  });
  if (connection.comments === null || connection.state === "ended") return null;
  return (
    <div className="border-t border-line px-4 py-2.5">
      <label className="flex items-start gap-2">
        <input
          type="checkbox"
          checked={problem === null ? (chosen ?? connection.comments) : connection.comments}
          disabled={saving || role !== "admin"}
          onChange={(event) => {
            setChosen(event.target.checked);
            save(event.target.checked);
          }}
          className="mt-px size-4 flex-none accent-(--accent)"
        />
        <span>
          Write questions as comments
          <span className="block text-xs text-fg3">
            “Ask” on a goal writes the question into {toolWord(connection.tool)}, on the item, signed with who asks.
            {role !== "admin" && " An admin decides this."}
          </span>
        </span>
      </label>
      {problem !== null && (
        <p role="alert" className="mt-1 text-xs text-off">
          {problem}
        </p>
      )}
    </div>
  );
}
