// A searchable choice like react-select, on which Atlassian's Select stands.
import { type ReactNode, useEffect, useId, useRef } from "react";
import { ComboboxMenu } from "./combobox-menu.tsx";
import { type Choosing, type Item, useCombobox } from "./use-combobox.ts";

interface ComboboxProps extends Choosing {
  inputId: string | undefined;
  name: string | undefined;
  placeholder: string;
  searchable: boolean;
  loading: boolean;
  invalid: boolean;
  autoFocus: boolean;
  label?: string | undefined;
  labelledBy?: string | undefined;
  icon?: (item: Item) => ReactNode;
  onBlur: () => void;
}

export function Combobox(props: ComboboxProps) {
  const { chosen, multi } = props;
  const own = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useCombobox(props);
  useEffect(() => {
    if (props.autoFocus) input.current?.focus();
  }, [props.autoFocus]);
  const single = multi ? undefined : chosen[0];
  return (
    <div
      className="fk-select"
      data-invalid={props.invalid || undefined}
      data-disabled={props.disabled || undefined}
      data-open={box.open || undefined}
    >
      <div
        className="fk-select-control"
        onMouseDown={(event) => {
          if (event.target !== input.current) event.preventDefault();
          input.current?.focus();
          if (box.open && event.target !== input.current) box.close("menu-close");
          else box.show();
        }}
      >
        {multi ? <Tags chosen={chosen} onChoose={props.onChoose} /> : null}
        <span className="fk-select-value">
          {single && box.typed === "" ? <Single id={own} item={single} icon={props.icon} /> : null}
          <input
            ref={input}
            id={props.inputId}
            name={props.name}
            role="combobox"
            type="text"
            autoComplete="off"
            spellCheck={false}
            readOnly={!props.searchable}
            disabled={props.disabled}
            aria-expanded={box.open}
            aria-haspopup="listbox"
            aria-autocomplete="list"
            aria-controls={`${own}-list`}
            aria-activedescendant={box.open && box.current ? `${own}-${String(box.at)}` : undefined}
            aria-describedby={single && box.typed === "" ? `${own}-value` : undefined}
            aria-invalid={props.invalid || undefined}
            aria-label={props.label}
            aria-labelledby={props.labelledBy}
            placeholder={chosen.length === 0 ? props.placeholder : undefined}
            value={box.typed}
            onChange={(event) => {
              box.type(event.target.value);
            }}
            onKeyDown={box.press}
            onBlur={() => {
              box.close("menu-close");
              props.onBlur();
            }}
          />
        </span>
        <Indicators {...props} />
      </div>
      <ComboboxMenu id={own} box={box} multi={multi} loading={props.loading} label={props.label} icon={props.icon} />
    </div>
  );
}

function Single({ id, item, icon }: { id: string; item: Item; icon: ComboboxProps["icon"] }) {
  return (
    <span className="fk-select-single" id={`${id}-value`}>
      {icon?.(item)}
      <span>{item.label}</span>
    </span>
  );
}

const stay = (event: { preventDefault: () => void; stopPropagation: () => void }): void => {
  event.preventDefault();
  event.stopPropagation();
};

function Tags({ chosen, onChoose }: Pick<ComboboxProps, "chosen" | "onChoose">) {
  return chosen.map((item) => (
    <span key={item.value} className="fk-tag">
      {item.label}
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Remove ${item.label}`}
        onMouseDown={stay}
        onClick={() => {
          onChoose(chosen.filter((other) => other !== item));
        }}
      >
        ×
      </button>
    </span>
  ));
}

function Indicators({ loading, clearable, chosen, disabled, onChoose }: ComboboxProps) {
  return (
    <>
      {loading ? <span className="fk-spinner fk-spinner-small" role="status" aria-label="Loading" /> : null}
      {clearable && chosen.length > 0 && !disabled ? (
        <button
          type="button"
          className="fk-select-button"
          tabIndex={-1}
          aria-label="Clear"
          onMouseDown={stay}
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
    </>
  );
}
