// Text and arrangement.
import { type CSSProperties } from "react";
import { type Doc, innerText, text, yes } from "./doc.ts";
import { useHost } from "./host-context.ts";
import { Children, type Component } from "./render.tsx";

/** `space.150` is 12 px, as in Atlassian's tokens. */
export const space = (token: string | undefined): string | undefined => {
  const match = /^space\.(\d+)$/.exec(token ?? "");
  return match?.[1] === undefined ? undefined : `${String(Number(match[1]) * 0.08)}px`;
};

const flow = (align: string | undefined): string | undefined =>
  align === undefined ? undefined : ({ start: "flex-start", end: "flex-end" }[align] ?? align);

const paddings = (node: Doc): CSSProperties => ({
  padding: space(text(node, "padding")),
  paddingBlock: space(text(node, "paddingBlock")),
  paddingInline: space(text(node, "paddingInline")),
});

/** `xcss` comes as plain rules; colours and spaces in it are token names. */
function styles(node: Doc): CSSProperties {
  const given = node.props["xcss"];
  if (typeof given !== "object" || given === null) return {};
  const known = Object.entries(given).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== "string" && typeof value !== "number") return [];
    const spaced = typeof value === "string" ? space(value) : undefined;
    const coloured =
      typeof value === "string" && /^(color|elevation)\./.test(value)
        ? `var(--${value.replaceAll(".", "-")}, inherit)`
        : undefined;
    return [[name, spaced ?? coloured ?? value]];
  });
  return Object.fromEntries(known) as CSSProperties;
}

const Stack: Component = ({ node }) => (
  <div
    className="fk-stack"
    style={{
      gap: space(text(node, "space")),
      alignItems: flow(text(node, "alignInline")),
      justifyContent: flow(text(node, "spread")) ?? flow(text(node, "alignBlock")),
      flexGrow: text(node, "grow") === "fill" ? 1 : undefined,
      width: text(node, "grow") === "fill" ? "100%" : undefined,
    }}
  >
    <Children of={node} />
  </div>
);

const Inline: Component = ({ node }) => (
  <div
    className="fk-inline"
    data-grow={text(node, "grow")}
    style={{
      gap: space(text(node, "space")),
      rowGap: space(text(node, "rowSpace")),
      alignItems: flow(text(node, "alignBlock")),
      justifyContent: flow(text(node, "spread")) ?? flow(text(node, "alignInline")),
      flexWrap: yes(node, "shouldWrap") ? "wrap" : undefined,
    }}
  >
    <Children of={node} />
  </div>
);

const Box: Component = ({ node }) => (
  <div role={text(node, "role")} style={{ ...paddings(node), ...styles(node) }}>
    <Children of={node} />
  </div>
);

/** The app's headings begin below the page's own, without leaving out a level. */
const Heading: Component = ({ node }) => {
  const { heading, levels } = useHost();
  return (
    <div
      role="heading"
      aria-level={levels.get(node.key) ?? heading}
      className={`fk-heading fk-heading-${text(node, "size") ?? "medium"}`}
    >
      <Children of={node} />
    </div>
  );
};

const Text: Component = ({ node }) => {
  const Tag = text(node, "as") === "span" ? "span" : "p";
  const color = text(node, "color");
  return (
    <Tag
      className={`fk-text fk-text-${text(node, "size") ?? "medium"}`}
      style={{
        color: color === undefined ? undefined : `var(--${color.replaceAll(".", "-")}, inherit)`,
        textAlign: text(node, "align") as CSSProperties["textAlign"],
      }}
      data-weight={text(node, "weight")}
    >
      <Children of={node} />
    </Tag>
  );
};

/** A link of the app leaves through the bridge, as a link of its frame would. */
const Link: Component = ({ node }) => {
  const host = useHost();
  const href = text(node, "href") ?? "";
  const fresh = yes(node, "openNewTab");
  return (
    <a
      href={href}
      {...(fresh ? { target: "_blank", rel: "noopener noreferrer" } : {})}
      onClick={(event) => {
        if (fresh || event.metaKey || event.ctrlKey || !href.startsWith("/")) return;
        event.preventDefault();
        host.go(href);
      }}
    >
      <Children of={node} />
    </a>
  );
};

const glyphs: Record<string, string> = {
  warning: "▲",
  error: "◆",
  info: "i",
  check: "✓",
  "check-circle": "✓",
  add: "+",
  edit: "✎",
  link: "↗",
  cross: "×",
  search: "⌕",
  goal: "◎",
  refresh: "⟳",
};
const Icon: Component = ({ node }) => {
  const label = text(node, "label") ?? "";
  const glyph = glyphs[text(node, "glyph") ?? ""] ?? "•";
  return label === "" ? (
    <span aria-hidden="true">{glyph}</span>
  ) : (
    <span role="img" aria-label={label}>
      {glyph}
    </span>
  );
};

const wrap =
  (Tag: "div" | "span" | "strong" | "em" | "code" | "li" | "h2"): Component =>
  ({ node }) => (
    <Tag>
      <Children of={node} />
    </Tag>
  );

export const layout: Record<string, Component> = {
  Root: ({ node }) => (
    <div className="fk-root">
      <Children of={node} />
    </div>
  ),
  Stack,
  Inline,
  Box,
  Heading,
  Text,
  Link,
  Icon,
  Fragment: ({ node }) => <Children of={node} />,
  ContentWrapper: ({ node }) => <Children of={node} />,
  Bleed: wrap("div"),
  Strong: wrap("strong"),
  Em: wrap("em"),
  Strike: ({ node }) => (
    <s>
      <Children of={node} />
    </s>
  ),
  Code: wrap("code"),
  CodeBlock: ({ node }) => (
    <pre className="fk-code">
      <code>{text(node, "text") ?? innerText(node)}</code>
    </pre>
  ),
  List: ({ node }) =>
    text(node, "type") === "ordered" ? (
      <ol className="fk-list">
        <Children of={node} />
      </ol>
    ) : (
      <ul className="fk-list">
        <Children of={node} />
      </ul>
    ),
  ListItem: wrap("li"),
  Image: ({ node }) => <img className="fk-image" src={text(node, "src")} alt={text(node, "alt") ?? ""} />,
};
