declare global {
  /** Left by database-up.ts: Jest has no other way from one hook to the other. */
  var stopTestCluster: (() => Promise<void>) | undefined;
}

export default async function down(): Promise<void> {
  await globalThis.stopTestCluster?.();
}
