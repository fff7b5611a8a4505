import { useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../components/avatar.tsx";
import { Input } from "../components/field.tsx";
import { meQuery, peopleQuery, teamsQuery } from "../queries.ts";
import { audienceText, isAmong, viewersOf } from "./audience.ts";

interface Viewer {
  id: string;
  name: string;
  team: boolean;
}

const SHOWN = 50;
const ROW = "flex min-h-7 items-center gap-2 pointer-coarse:min-h-11";

/** People and teams to tick; whoever was named when the form opened stands first. */
function Named({
  chosen,
  ownerId,
  onChange,
}: {
  chosen: string[];
  ownerId: string;
  onChange: (ids: string[]) => void;
}) {
  const [first] = useState(() => new Set(chosen));
  const [words, setWords] = useState("");
  const teams = (useQuery(teamsQuery).data ?? []).map(({ id, name }): Viewer => ({ id, name, team: true }));
  const people = (useQuery(peopleQuery).data ?? []).map(({ id, name }): Viewer => ({ id, name, team: false }));
  const all = [...teams, ...people.filter(({ id }) => id !== ownerId)];
  const found = all
    .filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()))
    .sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)));
  return (
    <div className="overflow-hidden rounded-md border border-line2 bg-bg">
      <Input
        type="search"
        aria-label="Find people and teams"
        placeholder="Find people and teams"
        className="rounded-none border-0 border-b border-line"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
        }}
      />
      <ul aria-label="People and teams who see it" className="max-h-44 overflow-y-auto px-2.5 py-1">
        {found.slice(0, SHOWN).map(({ id, name, team }) => (
          <li key={id}>
            <label className={ROW}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) => {
                  onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id));
                }}
                className="size-4 flex-none accent-(--accent)"
              />
              {team ? <Users size={16} aria-hidden className="text-fg3" /> : <Avatar name={name} size={16} />}
              <span className="truncate">{name}</span>
              {team && <span className="text-xs text-fg3">team</span>}
            </label>
          </li>
        ))}
        {found.length === 0 && <li className="py-1 text-fg3">Nobody is called so.</li>}
        {found.length > SHOWN && (
          <li className="py-1 text-xs text-fg3">and {found.length - SHOWN} more: type a name</li>
        )}
      </ul>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ label, checked, onChoose }: ChoiceProps) {
  return (
    <label className={ROW}>
      <input
        type="radio"
        name="audience"
        checked={checked}
        onChange={onChoose}
        className="size-4 flex-none accent-(--accent)"
      />
      {label}
    </label>
  );
}

interface AudienceFieldProps {
  value: string;
  ownerId: string;
  /** As it is stored: what was private is shown to everybody only on purpose. */
  before: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** Everybody, or only the owner with the people and teams named. */
export function AudienceField({ value, ownerId, before, error, onChange }: AudienceFieldProps) {
  const me = useQuery(meQuery).data?.person ?? null;
  const viewers = viewersOf(value);
  const leaves = me !== null && !isAmong(value, ownerId, me);
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-xs font-medium text-fg2">Who sees it</legend>
      <Choice
        label="Everybody in the workspace"
        checked={viewers === null}
        onChoose={() => {
          onChange(audienceText(null));
        }}
      />
      <Choice
        label="Private: only its owner and the people and teams named"
        checked={viewers !== null}
        onChoose={() => {
          onChange(before === "" ? audienceText([]) : before);
        }}
      />
      {viewers !== null && (
        <Named
          chosen={viewers}
          ownerId={ownerId}
          onChange={(ids) => {
            onChange(audienceText(ids));
          }}
        />
      )}
      <p role="status" className={error === undefined && !leaves ? "text-xs text-fg3" : "text-xs text-off"}>
        {error}
        {error === undefined && leaves && "You are not among them: once it is saved, you don't see this goal any more."}
        {viewers === null && before !== "" && "Everybody will see it with all that was said and decided about it."}
      </p>
    </fieldset>
  );
}
