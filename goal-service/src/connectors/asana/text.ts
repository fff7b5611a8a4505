/** Text that can be stored and shown: Asana lets through what PostgreSQL refuses (NUL, half a character). */
export const kept = (text: string, max: number): string =>
  text
    .slice(0, max)
    .replace(/\p{Surrogate}|\0/gu, "")
    .trim();
