// Buttons, and what is read until it is clicked.
import { aria, type Doc, gave, innerText, part, tell, text, yes } from "./doc.ts";
import { Children, type Component } from "./render.tsx";

const look = (node: Doc): string => text(node, "appearance") ?? "default";

const Button: Component = ({ node }) => {
  const busy = yes(node, "isLoading");
  return (
    <button
      type={text(node, "type") === "submit" ? "submit" : text(node, "type") === "reset" ? "reset" : "button"}
      className="fk-button"
      data-look={look(node)}
      data-compact={text(node, "spacing") === "compact" || undefined}
      data-wide={yes(node, "shouldFitContainer") || undefined}
      disabled={yes(node, "isDisabled")}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      aria-pressed={gave(node, "onClick") && yes(node, "isSelected") ? true : undefined}
      {...aria(node)}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else tell(node, "onClick", { type: "click" });
      }}
    >
      <Children of={node} />
      {busy ? <span className="fk-spinner fk-spinner-small" aria-hidden="true" /> : null}
    </button>
  );
};

const LinkButton: Component = ({ node }) => (
  <a
    className="fk-button"
    data-look={look(node)}
    href={text(node, "href")}
    {...(text(node, "target") === "_blank" ? { target: "_blank", rel: "noopener noreferrer" } : {})}
  >
    <Children of={node} />
  </a>
);

const InlineEdit: Component = ({ node }) => {
  const editing = yes(node, "isEditing");
  const label = text(node, "label") ?? "";
  if (!editing) {
    return (
      <div className="fk-inline-edit">
        {label === "" ? null : <span className="fk-label">{label}</span>}
        <button
          type="button"
          className="fk-read"
          aria-label={text(node, "editButtonLabel") ?? `Edit ${label}`}
          onClick={() => {
            tell(node, "onEdit");
          }}
        >
          <Children of={part(node, "readView")} />
        </button>
      </div>
    );
  }
  return (
    <form
      className="fk-inline-edit"
      onSubmit={(event) => {
        event.preventDefault();
        tell(node, "onConfirm");
      }}
    >
      {label === "" ? null : <span className="fk-label">{label}</span>}
      <Children of={part(node, "editView")} />
      <div className="fk-inline">
        <button type="submit" className="fk-button" aria-label={text(node, "confirmButtonLabel") ?? "Confirm"}>
          ✓
        </button>
        <button
          type="button"
          className="fk-button"
          aria-label={text(node, "cancelButtonLabel") ?? "Cancel"}
          onClick={() => {
            tell(node, "onCancel");
          }}
        >
          ×
        </button>
      </div>
    </form>
  );
};

export const buttons: Record<string, Component> = {
  Button,
  LoadingButton: Button,
  LinkButton,
  ButtonGroup: ({ node }) => (
    <div className="fk-button-group" role="group" aria-label={text(node, "label")}>
      <Children of={node} />
    </div>
  ),
  Pressable: ({ node }) => (
    <button
      type="button"
      className="fk-pressable"
      {...aria(node)}
      title={innerText(node)}
      onClick={() => {
        tell(node, "onClick", { type: "click" });
      }}
    >
      <Children of={node} />
    </button>
  ),
  InlineEdit,
};
