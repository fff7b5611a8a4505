import { expect, test } from "@jest/globals";
import { buildWorkspace } from "../../../test/factories/graph.ts";
import { buildConnection } from "../../../test/factories/work.ts";
import { groundOfFile } from "../../../test/setup/of-file.ts";
import { checkSecretKey } from "./key-check.ts";

const ground = await groundOfFile();
const other = { ...ground, config: { ...ground.config, secretKey: Buffer.alloc(32, 9) } };

test("a service does not start with another SECRET_KEY than its stored secrets were encrypted with", async () => {
  await checkSecretKey(other);
  await buildConnection(ground, await buildWorkspace(ground));
  await checkSecretKey(ground);
  await expect(checkSecretKey(other)).rejects.toThrow("SECRET_KEY is not the key");
});
