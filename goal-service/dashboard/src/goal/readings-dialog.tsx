import type { Goal } from "@throughline/shared/goals";
import type { KeyResult, RecordedReading } from "@throughline/shared/key-results";
import { metricText } from "@throughline/shared/health/metric-scale";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogBody } from "../components/dialog.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { day, firstName, shortDay } from "../format.ts";
import { keyOf } from "../paths.ts";
import { keyResultsQuery, peopleQuery, readingHistoryQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import { openDialog } from "./dialog-state.ts";

interface ReadingsDialogProps {
  goal: Goal;
  keyResultId: string;
  onClose: () => void;
}

interface RowProps {
  goal: Goal;
  keyResult: KeyResult;
  reading: RecordedReading;
  nameOf: (id: string | null) => string;
}

/** Asks once more in its place: taken back is soon done, and put right by the same day again. */
function Acts({ goal, keyResult, reading }: Omit<RowProps, "nameOf">) {
  const [asking, setAsking] = useState(false);
  const { save, saving, problem } = useSave(() => api.removeReading({ id: reading.id }), {
    touches: [["goal", keyOf(goal.key)], ["portfolio"]],
    onDone: () => undefined,
  });
  const label = `the reading of ${day(reading.on)}`;
  if (asking) {
    return (
      <span role="group" aria-label={`Remove ${label}?`} className="flex flex-wrap items-center justify-end gap-1">
        {problem !== null && (
          <span role="alert" className="text-off">
            {problem}
          </span>
        )}
        <Button look="ghost" autoFocus onClick={() => setAsking(false)}>
          Keep it
        </Button>
        <Button look="danger" aria-disabled={saving} onClick={saving ? undefined : () => save(undefined)}>
          {saving ? "Removing" : "Remove it"}
        </Button>
      </span>
    );
  }
  return (
    <span className="flex justify-end gap-1">
      <WriteButton
        look="ghost"
        aria-label={`Correct ${label}`}
        onClick={() => {
          openDialog({ kind: "reading", keyResultId: keyResult.id, corrects: reading });
        }}
      >
        Correct
      </WriteButton>
      <WriteButton look="ghost" aria-label={`Remove ${label}`} onClick={() => setAsking(true)}>
        Remove
      </WriteButton>
    </span>
  );
}

function Row({ goal, keyResult, reading, nameOf }: RowProps) {
  const { ended, by, note, recordedAt } = reading;
  const how =
    ended === null
      ? `${nameOf(by)}, ${shortDay(recordedAt)}`
      : `${ended.how === "removed" ? "Taken back" : "Corrected"} by ${nameOf(ended.by)}, ${shortDay(ended.at)}`;
  const words = [how, ended?.reason ?? null, note].filter((text) => text !== null).join(". ");
  return (
    <li className="grid grid-cols-[auto_auto_minmax(0,1fr)] items-baseline gap-x-4 border-t border-line py-1.5 first:border-0">
      <time dateTime={reading.on} className="num w-16 text-fg2">
        {shortDay(reading.on)}
      </time>
      <span className={ended === null ? "num font-medium" : "num text-fg3 line-through"}>
        {metricText(reading.value, keyResult)}
      </span>
      {ended === null && <Acts goal={goal} keyResult={keyResult} reading={reading} />}
      <span className="col-span-full text-xs text-fg3">{words}</span>
    </li>
  );
}

/** Every value as it was recorded, newest first; what was put right or taken back stays to be seen. */
export function ReadingsDialog({ goal, keyResultId, onClose }: ReadingsDialogProps) {
  const key = keyOf(goal.key);
  const keyResult = useQuery(keyResultsQuery(key)).data?.find(({ id }) => id === keyResultId);
  const history = useQuery(readingHistoryQuery(key, keyResultId));
  const people = new Map((useQuery(peopleQuery).data ?? []).map(({ id, name }) => [id, firstName(name)]));
  const nameOf = (id: string | null) => (id === null ? "an app" : (people.get(id) ?? "someone"));
  return (
    <Dialog title="Readings" about={keyResult?.name ?? goal.title} onClose={onClose}>
      <DialogBody>
        {history.data === undefined && history.error === null && (
          <SkeletonRows rows={4} height={40} label="Loading the readings" />
        )}
        {history.data === undefined && history.error !== null && (
          <ErrorBox what="The readings could not be read." error={history.error} retry={() => void history.refetch()} />
        )}
        {history.data?.length === 0 && <p className="text-fg2">There is no reading yet.</p>}
        {keyResult !== undefined && history.data !== undefined && (
          <ol aria-label="Readings, newest first">
            {history.data.map((reading) => (
              <Row key={reading.id} goal={goal} keyResult={keyResult} reading={reading} nameOf={nameOf} />
            ))}
          </ol>
        )}
      </DialogBody>
    </Dialog>
  );
}
