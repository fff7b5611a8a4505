/** Only what is there: the contract tells "not given" from "given as undefined". */
export type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

export function given<T extends Record<string, unknown>>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
