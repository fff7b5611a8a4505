// The tree that an app's frontend hands over after each of its renders. Its properties hold live functions of the frame.
export interface Doc {
  type: string;
  props: Record<string, unknown>;
  children: Doc[];
  key: string;
}

export const text = (node: Doc, name: string): string | undefined => {
  const value = node.props[name];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
};

export const yes = (node: Doc, name: string): boolean => node.props[name] === true || node.props[name] === "true";

export const number = (node: Doc, name: string): number | undefined => {
  const value = node.props[name];
  return typeof value === "number" ? value : undefined;
};

/** Calls a handler of the app when it gave one. */
export function tell(node: Doc, name: string, ...args: unknown[]): void {
  const handler = node.props[name];
  if (typeof handler === "function") (handler as (...given: unknown[]) => unknown)(...args);
}

export const gave = (node: Doc, name: string): boolean => typeof node.props[name] === "function";

/** The plain text below a node, for names and labels. */
export const innerText = (node: Doc): string =>
  node.type === "String" ? (text(node, "text") ?? "") : node.children.map(innerText).join("");

export const part = (node: Doc, name: string): Doc | undefined =>
  node.children.find((child) => child.type === "ContentWrapper" && child.props["name"] === name);

/** Properties that every control hands through for screen readers and tests. */
export const aria = (node: Doc): Record<string, string | boolean> => ({
  ...(text(node, "testId") === undefined ? {} : { "data-testid": text(node, "testId") ?? "" }),
  ...(text(node, "aria-label") === undefined && text(node, "label") === undefined
    ? {}
    : { "aria-label": text(node, "aria-label") ?? text(node, "label") ?? "" }),
  ...(yes(node, "isInvalid") || yes(node, "aria-invalid") ? { "aria-invalid": true } : {}),
});
