// Messages, marks and progress.
import { useState } from "react";
import { type Doc, gave, innerText, number, part, tell, text, yes } from "./doc.ts";
import { useHost } from "./host-context.ts";
import { Children, type Component } from "./render.tsx";

const signs: Record<string, string> = {
  information: "i",
  info: "i",
  warning: "!",
  error: "!",
  success: "✓",
  discovery: "?",
};

/** Announced as they come: errors at once, the rest when the reader pauses. */
const SectionMessage: Component = ({ node }) => {
  const look = text(node, "appearance") ?? "information";
  const isAction = (child: Doc): boolean => child.type === "SectionMessageAction";
  const actions = [...node.children.filter(isAction), ...(part(node, "actions")?.children ?? [])];
  const body = {
    ...node,
    children: node.children.filter((child) => !isAction(child) && child.props["name"] !== "actions"),
  };
  return (
    <section className="fk-message" data-look={look} role={look === "error" ? "alert" : "status"}>
      <span className="fk-message-sign" aria-hidden="true">
        {signs[look] ?? "i"}
      </span>
      <div className="fk-message-body">
        {text(node, "title") === undefined ? null : <strong className="fk-message-title">{text(node, "title")}</strong>}
        <Children of={body} />
        {actions.length === 0 ? null : (
          <div className="fk-message-actions">
            <Children of={{ ...node, children: actions }} />
          </div>
        )}
      </div>
    </section>
  );
};

const SectionMessageAction: Component = ({ node }) => {
  const host = useHost();
  const href = text(node, "href");
  if (href !== undefined) {
    return (
      <a
        href={href}
        onClick={(event) => {
          if (!href.startsWith("/")) return;
          event.preventDefault();
          host.go(href);
        }}
      >
        <Children of={node} />
      </a>
    );
  }
  return (
    <button
      type="button"
      className="fk-link-button"
      onClick={() => {
        tell(node, "onClick", {});
      }}
    >
      <Children of={node} />
    </button>
  );
};

const Lozenge: Component = ({ node }) => (
  <span
    className="fk-lozenge"
    data-look={text(node, "appearance") ?? "default"}
    data-bold={yes(node, "isBold") || undefined}
  >
    <Children of={node} />
  </span>
);

const Tag: Component = ({ node }) => (
  <span className="fk-tag" data-color={text(node, "color") ?? text(node, "appearance")}>
    {text(node, "text") ?? innerText(node)}
    {gave(node, "onAfterRemoveAction") || text(node, "removeButtonLabel") !== undefined ? (
      <button
        type="button"
        aria-label={text(node, "removeButtonLabel") ?? "Remove"}
        onClick={() => {
          tell(node, "onAfterRemoveAction", text(node, "text"));
        }}
      >
        ×
      </button>
    ) : null}
  </span>
);

const ProgressBar: Component = ({ node }) => {
  const value = number(node, "value") ?? 0;
  return (
    <div
      className="fk-progress"
      role="progressbar"
      aria-label={text(node, "ariaLabel") ?? text(node, "aria-label") ?? "Progress"}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={value}
      data-look={text(node, "appearance")}
    >
      <span style={{ width: `${String(Math.min(1, Math.max(0, value)) * 100)}%` }} />
    </div>
  );
};

const Spinner: Component = ({ node }) => (
  <span
    className={`fk-spinner fk-spinner-${text(node, "size") ?? "medium"}`}
    role="status"
    aria-label={text(node, "label") ?? "Loading"}
  />
);

const EmptyState: Component = ({ node }) => {
  const { heading } = useHost();
  return (
    <div className="fk-empty">
      <div role="heading" aria-level={heading} className="fk-heading fk-heading-small">
        {text(node, "header")}
      </div>
      {text(node, "description") === undefined ? null : <p className="fk-text">{text(node, "description")}</p>}
      {["primaryAction", "secondaryAction", "tertiaryAction", "description"].map((name) => (
        <Children key={name} of={part(node, name)} />
      ))}
      <Children of={{ ...node, children: node.children.filter((child) => child.type !== "ContentWrapper") }} />
    </div>
  );
};

/** Shown on hover and on focus, and tied to what it explains. */
const Tooltip: Component = ({ node }) => {
  const [open, setOpen] = useState(false);
  const content = text(node, "content") ?? "";
  return (
    <span
      className="fk-tip-anchor"
      title={open ? undefined : content}
      onMouseEnter={() => {
        setOpen(true);
      }}
      onMouseLeave={() => {
        setOpen(false);
      }}
      onFocus={() => {
        setOpen(true);
      }}
      onBlur={() => {
        setOpen(false);
      }}
    >
      <Children of={node} />
      {open ? (
        <span role="tooltip" className="fk-tip">
          {content}
        </span>
      ) : null}
    </span>
  );
};

const messageOf =
  (kind: "helper" | "error" | "valid"): Component =>
  ({ node }) => (
    <div className={`fk-note fk-note-${kind}`} role={kind === "error" ? "alert" : undefined}>
      <Children of={node} />
    </div>
  );

const User: Component = ({ node }) => {
  const host = useHost();
  const found = host.people.find((person) => person.accountId === text(node, "accountId"));
  return (
    <span className="fk-user">
      <Avatar name={found?.name ?? "?"} />
      {yes(node, "hideDisplayName") ? null : (found?.name ?? "A former user")}
    </span>
  );
};

export function Avatar({ name }: { name: string }) {
  const parts = name.split(" ");
  return (
    <span
      className="avatar"
      data-tint={Array.from(name).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6}
      aria-hidden="true"
    >
      {(parts[0]?.charAt(0) ?? "") + (parts.at(-1)?.charAt(0) ?? "")}
    </span>
  );
}

export const feedback: Record<string, Component> = {
  SectionMessage,
  SectionMessageAction,
  Lozenge,
  Badge: ({ node }) => (
    <span className="fk-badge" data-look={text(node, "appearance") ?? "default"}>
      <Children of={node} />
    </span>
  ),
  Tag,
  TagGroup: ({ node }) => (
    <div className="fk-tags">
      <Children of={node} />
    </div>
  ),
  ProgressBar,
  Spinner,
  EmptyState,
  Tooltip,
  HelperMessage: messageOf("helper"),
  ErrorMessage: messageOf("error"),
  ValidMessage: messageOf("valid"),
  User,
};
