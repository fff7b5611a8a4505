/** What a person types is text: %, _ and the backslash mean themselves, and capitals mean nothing. */
export const containing = (text: string) => ({
  contains: text.replace(/[\\%_]/g, "\\$&"),
  mode: "insensitive" as const,
});
