import { expect, test } from "@jest/globals";
import { buildPerson, buildWorkspace } from "../../../test/factories/graph.ts";
import { buildConnection, buildItem } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { countLoads } from "./load.ts";

const ground = await groundOfFile();

test("a person's load is the work in progress of their own accounts, in every tool, and nobody else's", async () => {
  const ada = await buildWorkspace(ground);
  const [dana, marco] = [await buildPerson(ground, ada, "Dana"), await buildPerson(ground, ada, "Marco")];
  const [jira, asana] = [await buildConnection(ground, ada), await buildConnection(ground, ada)];
  for (const connectionId of [jira, asana]) await buildItem(ground, ada, { connectionId, owner: dana });
  await buildItem(ground, ada, { connectionId: jira, owner: marco });
  await buildItem(ground, ada, { connectionId: jira });
  await buildItem(ground, ada, { connectionId: jira, owner: marco, status: { name: "To Do", category: "todo" } });
  const loads = await countLoads(ground, ada.workspaceId, [dana.person.id, marco.person.id, ada.person.id]);
  expect([dana, marco, ada].map(({ person }) => loads.get(person.id)?.doing)).toEqual([2, 1, 0]);
});
