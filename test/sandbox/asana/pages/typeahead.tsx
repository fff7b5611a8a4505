// A field that asks the app for suggestions: arrows walk, Enter chooses, Escape closes the list.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Outcome } from "../components/outcome.ts";
import { ListItem } from "../components/fields.ts";
import { askApp } from "./ask-app.ts";
import { type FieldProps, type Named, type Of } from "./form-field.tsx";
import { Suggestions, useWalk } from "./suggestions.tsx";

const PAUSE = 200;

export function Typeahead({ field, value, set, search, named }: FieldProps<Of<"typeahead">> & { named: Named }) {
  const chosen = ListItem.safeParse(value).data;
  const [text, setText] = useState<string>();
  const [found, setFound] = useState<Outcome>();
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const ask = (wanted: string, wait: number): void => {
    clearTimeout(timer.current);
    const mine = ++turn.current;
    timer.current = setTimeout(() => {
      void askApp(search(field.typeahead_url, wanted))
        .catch((): Outcome => ({ outcome: "broken" }))
        .then((outcome) => {
          if (mine === turn.current) setFound(outcome);
        });
    }, wait);
  };
  const close = (): void => {
    turn.current += 1;
    clearTimeout(timer.current);
    setText(undefined);
    setFound(undefined);
  };
  const choose = (item: ListItem): void => {
    close();
    set(field.id, item, field.is_watched === true);
  };
  const items = found?.outcome === "list" ? found.list.items : [];
  const walk = useWalk(items, choose);
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && found) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else walk.press(event);
  };
  return (
    <div className="typeahead">
      <input
        id={named.id}
        role="combobox"
        autoComplete="off"
        aria-expanded={found !== undefined}
        aria-controls={`${named.id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={walk.at < 0 ? undefined : `${named.id}-${String(walk.at)}`}
        aria-describedby={named.describedBy}
        aria-invalid={named.invalid}
        placeholder={field.placeholder}
        value={text ?? chosen?.title ?? ""}
        onFocus={() => {
          ask("", 0);
        }}
        onClick={() => {
          if (!found) ask(text ?? "", 0);
        }}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === "" && chosen) set(field.id, null, field.is_watched === true);
          ask(event.target.value, PAUSE);
        }}
        onKeyDown={press}
        onBlur={close}
      />
      <Suggestions id={named.id} found={found} at={walk.at} choose={choose} />
    </div>
  );
}
