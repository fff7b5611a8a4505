import { ClaimedReceipt } from "@throughline/shared/health/receipt";
import { type Verified, verifyReceipt } from "@throughline/shared/health/verify-receipt";
import { z } from "zod";
import { readJson } from "./json-text.ts";

/** One receipt is a list of one, so that what is wrong is said about the receipt and not about the two shapes of a file. */
const Receipts = z.preprocess(
  (content): unknown[] => (Array.isArray(content) ? content : [content]),
  z.array(ClaimedReceipt).min(1, "the file holds no receipt"),
);

export type Answer = { verified: Verified[] } | { problems: string[] };

/** Recomputes every receipt of a file; one that cannot be read refuses the whole file. */
export function verifyFile(text: string): Answer {
  const receipts = readJson(text, Receipts);
  return "problems" in receipts ? receipts : { verified: receipts.content.map(verifyReceipt) };
}
