import { expect, test } from "@jest/globals";
import { API_PREFIX } from "@throughline/shared/endpoints";
import { openApiDocument } from "../../goal-service/src/openapi.ts";
import { serviceOfFile } from "../setup/of-file.ts";
import { isRead, rows } from "./requests.ts";

const service = await serviceOfFile();
const { paths = {} } = openApiDocument();

test.each(rows)("%s asks for a credential exactly where OpenAPI says so", async (_name, row) => {
  const operations = paths[API_PREFIX + row.path.replace(/:(\w+)/g, "{$1}")] as
    Record<string, { security?: unknown[] } | undefined> | undefined;
  const documented = (operations?.[row.method.toLowerCase()]?.security ?? []).length > 0;
  const path = API_PREFIX + row.path.replace(/:\w+/g, "nothing");
  for (const headers of [{}, { authorization: "Bearer thl_nothing" }, { cookie: "throughline=nothing" }]) {
    const sent = { method: row.method, headers: { ...headers, "content-type": "application/json" } };
    const { status } = await fetch(service.url + path, { ...sent, ...(!isRead(row) && { body: "{}" }) });
    expect([headers, status === 401]).toEqual([headers, documented]);
  }
});
