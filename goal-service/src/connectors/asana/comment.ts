import type { Reach } from "../connector.ts";
import { gatewayFor } from "./gateway.ts";
import { data, Gid } from "./task.ts";

export async function comment(reach: Reach, id: string, text: string): Promise<void> {
  await gatewayFor(reach).make(data(Gid), ({ stories }) => stories.createStoryForTask({ data: { text } }, id));
}
