// An app says how large its headings are; which level they have depends on where the app stands and what comes before.
import { type Doc, text } from "./doc.ts";

/** How far below its highest heading the app means this one to stand. */
const ranks: Record<string, number> = { small: 1, h4: 1, xsmall: 2, xxsmall: 2, h5: 2, h6: 3 };

const headings = (node: Doc): Doc[] => [
  ...(node.type === "Heading" ? [node] : []),
  ...node.children.flatMap((child) => headings(child)),
];

/** The level of each heading by its key: from `highest` down, never leaving one out on the way. */
export function headingLevels(doc: Doc, highest: number): Map<string, number> {
  let before = highest - 1;
  return new Map(
    headings(doc).map((node) => {
      const rank = ranks[text(node, "as") ?? text(node, "size") ?? "medium"] ?? 0;
      before = Math.min(highest + rank, before + 1, 6);
      return [node.key, before];
    }),
  );
}
