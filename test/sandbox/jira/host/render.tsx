// Draws a ForgeDoc. A component that is not in the list is an error to be seen, not a gap to be missed.
import { Fragment, type ReactNode } from "react";
import { buttons } from "./buttons.tsx";
import { type Doc, text } from "./doc.ts";
import { feedback } from "./feedback.tsx";
import { fields } from "./fields.tsx";
import { layout } from "./layout.tsx";
import { overlays } from "./overlays.tsx";
import { selects } from "./select.tsx";
import { tables } from "./tables.tsx";
import { tabs } from "./tabs.tsx";
import { userPickers } from "./user-picker.tsx";

export type Component = (props: { node: Doc }) => ReactNode;

const components: Record<string, Component> = {
  ...layout,
  ...feedback,
  ...fields,
  ...buttons,
  ...selects,
  ...userPickers,
  ...tables,
  ...tabs,
  ...overlays,
};

export function Node({ node }: { node: Doc }): ReactNode {
  if (node.type === "String") return <>{text(node, "text")}</>;
  const Known = components[node.type];
  if (!Known) throw new Error(`UI Kit component ${node.type} is not drawn by this sandbox`);
  return <Known node={node} />;
}

export function Children({ of }: { of: Doc | undefined }): ReactNode {
  return of?.children.map((child) => (
    <Fragment key={child.key}>
      <Node node={child} />
    </Fragment>
  ));
}
