// The list under a field that suggests.
import { type KeyboardEvent, useEffect, useState } from "react";
import { type ListItem } from "../components/fields.ts";
import { type Outcome } from "../components/outcome.ts";

export function useWalk(items: ListItem[], choose: (item: ListItem) => void) {
  const [at, setAt] = useState(-1);
  useEffect(() => {
    setAt(-1);
  }, [items]);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = items[at];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      setAt((now) => (now + step + items.length) % items.length);
    } else if (event.key === "Enter" && item) {
      event.preventDefault();
      choose(item);
    }
  };
  return { at, press };
}

interface Props {
  id: string;
  found: Outcome | undefined;
  at: number;
  choose: (item: ListItem) => void;
}

export function Suggestions({ id, found, at, choose }: Props) {
  if (!found) return null;
  if (found.outcome === "authenticate")
    return <p className="suggestions suggestions-none">Connect the app first: close this and open it again.</p>;
  if (found.outcome !== "list")
    return (
      <p className="suggestions suggestions-none" role="alert">
        Something went wrong. Try again.
      </p>
    );
  const { header, items } = found.list;
  if (items.length === 0) return <p className="suggestions suggestions-none">Nothing found</p>;
  return (
    <div className="suggestions">
      {header === undefined ? null : <p className="suggestions-head">{header}</p>}
      <ul id={`${id}-list`} role="listbox" aria-label={header ?? "Suggestions"}>
        {items.map((item, index) => (
          <li
            key={item.value}
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === at}
            className="suggestion"
            onMouseDown={(event) => {
              event.preventDefault();
              choose(item);
            }}
          >
            {item.icon_url === undefined ? null : <img src={item.icon_url} alt="" width="16" height="16" />}
            <span>
              {item.title}
              {item.subtitle === undefined ? null : <small>{item.subtitle}</small>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
