// An app says how large its headings are; which level they have depends on where the app stands.
import { type Doc, text } from "./doc.ts";

/** How far below its highest heading the app means this one to stand. */
const ranks: Record<string, number> = { small: 1, h4: 1, xsmall: 2, xxsmall: 2, h5: 2, h6: 3 };

export const rankOf = (node: Doc): number => ranks[text(node, "as") ?? text(node, "size") ?? "medium"] ?? 0;

/** The rank of the highest heading below a node: that one stands right below the page's own. */
export const highestRank = (node: Doc): number =>
  Math.min(node.type === "Heading" ? rankOf(node) : 3, ...node.children.map(highestRank));
