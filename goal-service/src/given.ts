/** Drops keys that were sent as undefined, which Prisma and exactOptionalPropertyTypes both take for a value. */
export type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

export function given<T extends object>(input: T): Given<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** The same without some of its fields. */
export function without<T extends object, K extends keyof T>(input: T, ...keys: K[]): Omit<T, K> {
  const dropped = new Set<PropertyKey>(keys);
  return Object.fromEntries(Object.entries(input).filter(([key]) => !dropped.has(key))) as Omit<T, K>;
}
