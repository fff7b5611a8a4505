// What stands above the page: dialogs and popups.
import { useEffect, useId, useRef } from "react";
import { type Doc, innerText, part, tell, text, yes } from "./doc.ts";
import { Children, type Component } from "./render.tsx";

const find = (node: Doc, type: string): Doc | undefined =>
  node.type === type ? node : node.children.map((child) => find(child, type)).find((found) => found !== undefined);

const Modal: Component = ({ node }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
    };
  }, []);
  const title = find(node, "ModalTitle");
  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-width={text(node, "width") ?? "medium"}
      aria-label={title ? innerText(title) : (text(node, "label") ?? "Dialog")}
      onCancel={(event) => {
        event.preventDefault();
        if (node.props["shouldCloseOnEscapePress"] !== false) tell(node, "onClose");
      }}
    >
      <Children of={node} />
    </dialog>
  );
};

const Popup: Component = ({ node }) => {
  const own = useId();
  const open = yes(node, "isOpen");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: MouseEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) tell(node, "onClose");
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape") tell(node, "onClose");
    };
    document.addEventListener("mousedown", outside);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("mousedown", outside);
      document.removeEventListener("keydown", escape);
    };
  }, [open, node]);
  return (
    <div className="fk-popup" ref={box}>
      <Children of={part(node, "trigger")} />
      {open ? (
        <div
          id={own}
          className="fk-popup-content"
          role={text(node, "role") ?? "dialog"}
          aria-label={text(node, "label") ?? "More"}
        >
          <Children of={part(node, "content")} />
        </div>
      ) : null}
    </div>
  );
};

const section = (name: string): Component => {
  const Section: Component = ({ node }) => (
    <div className={name}>
      <Children of={node} />
    </div>
  );
  return Section;
};

export const overlays: Record<string, Component> = {
  Modal,
  ModalTransition: ({ node }) => <Children of={node} />,
  ModalHeader: section("dialog-head"),
  ModalTitle: ({ node }) => (
    <h2 className="dialog-title">
      <Children of={node} />
    </h2>
  ),
  ModalBody: section("dialog-body"),
  ModalFooter: section("dialog-foot"),
  Popup,
};
