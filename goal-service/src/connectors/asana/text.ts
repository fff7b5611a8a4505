import { storableText } from "@throughline/shared/basics";

/** Text that can be stored and shown: Asana lets through what PostgreSQL refuses. */
export const kept = (text: string, max: number): string => storableText(text, max).trim();
