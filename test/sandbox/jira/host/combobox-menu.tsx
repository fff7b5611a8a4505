// The open list of a searchable choice, in its groups.
import { type ReactNode } from "react";
import { type Item, type useCombobox } from "./use-combobox.ts";

interface Props {
  id: string;
  box: ReturnType<typeof useCombobox>;
  multi: boolean;
  loading: boolean;
  label: string | undefined;
  icon: ((item: Item) => ReactNode) | undefined;
}

export function ComboboxMenu({ id, box, multi, loading, label, icon }: Props) {
  const starts = box.shown.map((_, at) => box.shown.slice(0, at).reduce((sum, group) => sum + group.options.length, 0));
  return (
    <div
      ref={box.list}
      id={`${id}-list`}
      role="listbox"
      aria-label={label ?? "Options"}
      className="fk-select-menu"
      hidden={!box.open}
      aria-multiselectable={multi || undefined}
    >
      {box.flat.length === 0 ? (
        <div className="fk-select-none" role="option" aria-disabled="true" aria-selected="false">
          {loading ? "Loading…" : "No options"}
        </div>
      ) : null}
      {box.shown.map((group, at) => (
        <div key={`${group.label} ${String(at)}`} role="group" aria-label={group.label || "Options"}>
          {group.label === "" ? null : (
            <div className="fk-select-group" aria-hidden="true">
              {group.label}
            </div>
          )}
          {group.options.map((item, within) => {
            const index = (starts[at] ?? 0) + within;
            return (
              <div
                key={item.value}
                id={`${id}-${String(index)}`}
                role="option"
                className="fk-option"
                aria-selected={box.isChosen(item)}
                aria-disabled={item.isDisabled}
                data-active={index === box.at || undefined}
                onMouseMove={() => {
                  box.setActive(index);
                }}
                onMouseDown={(event) => {
                  event.preventDefault();
                }}
                onClick={() => {
                  box.choose(item);
                }}
              >
                {icon?.(item)}
                {item.label}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
