// Who works at Acme. Both sandboxes know the same people by the same addresses, each under its own ids.
export const names = [
  "Dana Okafor",
  "Priya Raman",
  "Marco Silva",
  "Lena Fischer",
  "Sam Whitlock",
  "Tomás Herrera",
  "Aiko Tanaka",
  "Nadia Haddad",
  "Oskar Lindqvist",
  "Grace Mensah",
  "Wei Zhang",
] as const;
export type Name = (typeof names)[number];

/** The one who administers both sites. */
export const adminName: Name = "Oskar Lindqvist";

export const addressOf = (name: string): string =>
  `${name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(" ", ".")}@example.com`;
