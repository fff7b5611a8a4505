// The service may come back on another port: what was attached to tasks with its former address follows it.
import type { WorkspaceData } from "./model.ts";

const CALLBACK = "/oauth/asana/callback";

/** Each address that the service ever had here is among the registered callbacks. */
export function followService(data: WorkspaceData, publicUrl: string): void {
  const former = data.app.redirectUris
    .map((uri) => uri.slice(0, -CALLBACK.length))
    .filter((address) => address !== publicUrl);
  for (const attachment of data.attachments) {
    const { url } = attachment;
    const from = url === null ? undefined : former.find((address) => url.startsWith(`${address}/`));
    if (from !== undefined) attachment.url = publicUrl + (url ?? "").slice(from.length);
  }
  const callback = publicUrl + CALLBACK;
  if (!data.app.redirectUris.includes(callback)) data.app.redirectUris.push(callback);
}
