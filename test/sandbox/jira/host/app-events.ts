// `events.on` and `events.emit`: between the app's modules on one page.
const listeners = new Map<string, Set<(payload: unknown) => void>>();

export function listen(event: string, callback: (payload: unknown) => void): { unsubscribe: () => void } {
  const known = listeners.get(event) ?? new Set();
  known.add(callback);
  listeners.set(event, known);
  return { unsubscribe: () => void known.delete(callback) };
}

export const emit = (event: string, payload: unknown): void => {
  for (const callback of listeners.get(event) ?? []) callback(payload);
};
