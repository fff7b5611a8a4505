// A searchable choice like react-select, on which Atlassian's Select stands: it filters what it was given by label and
// value, whatever the app does with the typed text.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";

export type Item = { label: string; value: string; isDisabled?: boolean };
export type Group = { label: string; options: Item[] };

type Props = {
  inputId: string | undefined;
  name: string | undefined;
  groups: Group[];
  chosen: Item[];
  multi: boolean;
  placeholder: string;
  searchable: boolean;
  clearable: boolean;
  disabled: boolean;
  loading: boolean;
  invalid: boolean;
  autoFocus: boolean;
  label?: string | undefined;
  labelledBy?: string | undefined;
  icon?: (item: Item) => ReactNode;
  onType: (typed: string, action: "input-change" | "menu-close" | "set-value") => void;
  onChoose: (items: Item[]) => void;
  onBlur: () => void;
};

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
const matches = (item: Item, typed: string): boolean => plain(`${item.label} ${item.value}`).includes(plain(typed));

export function Combobox(props: Props) {
  const { groups, chosen, multi, onChoose, onType } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const own = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const isChosen = (item: Item): boolean => chosen.some((other) => other.value === item.value);
  const shown = groups
    .map((group) => ({
      ...group,
      options: group.options.filter((item) => matches(item, typed) && !(multi && isChosen(item))),
    }))
    .filter((group) => group.options.length > 0);
  const flat = shown.flatMap((group) => group.options);
  const current = flat[Math.min(active, flat.length - 1)];

  useEffect(() => {
    if (props.autoFocus) input.current?.focus();
  }, [props.autoFocus]);
  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active, open]);

  const close = (why: "menu-close" | "set-value"): void => {
    setOpen(false);
    if (typed !== "") onType("", why);
    setTyped("");
  };
  const show = (): void => {
    if (props.disabled || open) return;
    const first = flat.findIndex(isChosen);
    setActive(Math.max(0, first));
    setOpen(true);
  };
  const choose = (item: Item): void => {
    if (item.isDisabled === true) return;
    onChoose(multi ? [...chosen, item] : [item]);
    close("set-value");
  };
  const step = (by: number): void => {
    if (!open) show();
    else
      setActive((now) => (flat.length === 0 ? 0 : (Math.min(now, flat.length - 1) + by + flat.length) % flat.length));
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => {
      step(1);
    },
    ArrowUp: () => {
      step(-1);
    },
    Home: () => {
      setActive(0);
    },
    End: () => {
      setActive(flat.length - 1);
    },
  };
  const press = (event: KeyboardEvent): void => {
    const move = keys[event.key];
    if (move && (open || event.key.startsWith("Arrow"))) {
      event.preventDefault();
      move();
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (current) choose(current);
    } else if (event.key === "Tab" && open && current && typed !== "") {
      choose(current);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      close("menu-close");
    } else if (
      (event.key === "Backspace" || event.key === "Delete") &&
      typed === "" &&
      chosen.length > 0 &&
      (props.clearable || multi)
    ) {
      event.preventDefault();
      onChoose(multi ? chosen.slice(0, -1) : []);
    }
  };

  return (
    <div
      className="fk-select"
      data-invalid={props.invalid || undefined}
      data-disabled={props.disabled || undefined}
      data-open={open || undefined}
    >
      <div
        className="fk-select-control"
        onMouseDown={(event) => {
          if (event.target !== input.current) event.preventDefault();
          input.current?.focus();
          if (open && event.target !== input.current) close("menu-close");
          else show();
        }}
      >
        {multi
          ? chosen.map((item) => (
              <span key={item.value} className="fk-tag">
                {item.label}
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={`Remove ${item.label}`}
                  onMouseDown={(event) => {
                    event.stopPropagation();
                  }}
                  onClick={() => {
                    onChoose(chosen.filter((other) => other !== item));
                  }}
                >
                  ×
                </button>
              </span>
            ))
          : null}
        <span className="fk-select-value">
          {!multi && typed === "" && chosen[0] ? (
            <span className="fk-select-single" id={`${own}-value`}>
              {props.icon?.(chosen[0])}
              <span>{chosen[0].label}</span>
            </span>
          ) : null}
          <input
            ref={input}
            id={props.inputId}
            name={props.name}
            role="combobox"
            type="text"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            readOnly={!props.searchable}
            disabled={props.disabled}
            aria-expanded={open}
            aria-haspopup="listbox"
            aria-autocomplete="list"
            aria-controls={`${own}-list`}
            aria-activedescendant={open && current ? `${own}-${current.value}` : undefined}
            aria-describedby={!multi && chosen[0] ? `${own}-value` : undefined}
            aria-invalid={props.invalid || undefined}
            aria-label={props.label}
            aria-labelledby={props.labelledBy}
            placeholder={chosen.length === 0 ? props.placeholder : undefined}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setActive(0);
              setOpen(true);
              onType(event.target.value, "input-change");
            }}
            onKeyDown={press}
            onBlur={() => {
              close("menu-close");
              props.onBlur();
            }}
          />
        </span>
        {props.loading ? <span className="fk-spinner fk-spinner-small" role="status" aria-label="Loading" /> : null}
        {props.clearable && chosen.length > 0 && !props.disabled ? (
          <button
            type="button"
            className="fk-select-button"
            tabIndex={-1}
            aria-label="Clear"
            onMouseDown={(event) => {
              event.preventDefault();
              event.stopPropagation();
            }}
            onClick={() => {
              onChoose([]);
            }}
          >
            <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
              <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" strokeWidth="1.8" />
            </svg>
          </button>
        ) : null}
        <svg className="fk-select-chevron" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M3 6l5 5 5-5" fill="none" stroke="currentColor" strokeWidth="1.8" />
        </svg>
      </div>
      <div
        ref={list}
        id={`${own}-list`}
        role="listbox"
        aria-label={props.label ?? "Options"}
        className="fk-select-menu"
        hidden={!open}
        aria-multiselectable={multi || undefined}
      >
        {flat.length === 0 ? (
          <div className="fk-select-none" role="option" aria-disabled="true" aria-selected="false">
            {props.loading ? "Loading…" : "No options"}
          </div>
        ) : null}
        {shown.map((group, at) => (
          <div
            key={`${group.label}-${String(at)}`}
            role="group"
            aria-label={group.label === "" ? "Options" : group.label}
          >
            {group.label === "" ? null : (
              <div className="fk-select-group" aria-hidden="true">
                {group.label}
              </div>
            )}
            {group.options.map((item) => (
              <div
                key={item.value}
                id={`${own}-${item.value}`}
                role="option"
                className="fk-option"
                aria-selected={isChosen(item)}
                aria-disabled={item.isDisabled}
                data-active={item === current || undefined}
                onMouseMove={() => {
                  setActive(flat.indexOf(item));
                }}
                onMouseDown={(event) => {
                  event.preventDefault();
                }}
                onClick={() => {
                  choose(item);
                }}
              >
                {props.icon?.(item)}
                {item.label}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
