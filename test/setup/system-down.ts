declare global {
  /** Left by system-up.ts: Jest has no other way from one hook to the other. */
  var stopTestSystem: (() => Promise<void>) | undefined;
}

export default async function down(): Promise<void> {
  await globalThis.stopTestSystem?.();
}
