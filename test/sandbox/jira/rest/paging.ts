// A whole number in a query, for pages that are counted.
import { refuse } from "./refusal.ts";

export const pageNumber = (text: string | undefined, otherwise: number, most: number): number => {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw refuse("page_number");
  return Math.min(value, most);
};
