/** Of an address of the web its origin; null where it is none. */
export function addressIn(told: unknown): string | null {
  if (typeof told !== "string" || !URL.canParse(told)) return null;
  const { protocol, origin } = new URL(told);
  return protocol === "https:" || protocol === "http:" ? origin : null;
}
