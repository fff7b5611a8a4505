import type { Client } from "@throughline/shared/client";
import { cut, FOUND, LINE } from "./limits.ts";
import type { List } from "./shapes.ts";

/** People of the Asana workspace by name, whoever asks first. */
export async function searchPeople(client: Client, { user, text }: { user: string; text: string }): Promise<List> {
  const { items } = await client.listPanelPeople(text === "" ? {} : { q: text.slice(0, 100) });
  const me = items.filter(({ account }) => account === user);
  const others = items.filter(({ account }) => account !== user);
  return {
    header: text === "" ? "People of this workspace" : "Matching people",
    items: [...me, ...others].slice(0, FOUND).map(({ account, name }) => ({
      title: cut(name, LINE),
      value: account,
      ...(account === user && { subtitle: "You" }),
    })),
  };
}
