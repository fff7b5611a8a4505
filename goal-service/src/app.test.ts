import { connect } from "node:net";
import { expect, test } from "@jest/globals";
import pino from "pino";
import { serviceOfFile } from "../../test/setup/of-file.ts";

const logged: string[] = [];
const service = await serviceOfFile({ log: pino({ level: "warn" }, { write: (line: string) => logged.push(line) }) });
const token = await service.tokenOf(service.admin);
const ask = (path: string, method = "GET") =>
  fetch(service.url + path, { method, headers: { authorization: `Bearer ${token}` } });

test.each([
  ["GET", "/api/v1/goals", 200],
  ["GET", "/api/v1/goals/G-404", 404],
  ["GET", "/api/v1/nothing", 404],
  ["POST", "/api/v2/goals", 404],
  ["PUT", "/nothing", 404],
  ["DELETE", "/api/v1/goals", 404],
  ["GET", "/api/v1/portfolio?health=red,amber", 200],
  ["GET", "/api/v1/portfolio?health=red,purple", 400],
  ["GET", "/hooks/a/b/c", 404],
  ["POST", "/hooks/jira", 401],
  ["GET", "/hooks/jira", 405],
])("%s %s answers JSON that nobody keeps and names no program", async (method, path, status) => {
  const answer = await ask(path, method);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  expect(answer.headers.has("x-powered-by")).toBe(false);
  if (/^\/(api|hooks\/jira)/.test(path)) expect(answer.headers.get("cache-control")).toBe("no-store");
  if (status >= 400) expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(/\w/) } });
});

test("a client that goes away in the middle of its request is no error of ours", async () => {
  const { hostname, port } = new URL(service.url);
  for (const path of ["/api/v1/goals", "/hooks/jira", "/hooks/11111111-1111-4111-8111-111111111111"]) {
    const socket = connect(Number(port), hostname);
    const head = `POST ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nContent-Length: 1000`;
    await new Promise((resolve) => socket.write(`${head}\r\n\r\n{"title"`, resolve));
    // The next answer comes after the server has begun to read this one.
    await ask("/healthz");
    socket.resetAndDestroy();
  }
  for (let round = 0; round < 3; round++) await ask("/api/v1/goals");
  expect(logged).toEqual([]);
});
