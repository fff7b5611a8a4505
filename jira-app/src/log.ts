/** One line of JSON for the app's log. Forge collects what goes to the console and nothing else. No titles, no names. */
export function log(level: "info" | "warn" | "error", what: string, parts: Record<string, unknown> = {}): void {
  globalThis.console[level](JSON.stringify({ what, ...parts }));
}
