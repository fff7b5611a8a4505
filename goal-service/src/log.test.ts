import { expect, test } from "@jest/globals";
import { createLog } from "./log.ts";

const TOKEN = "s3cr3t-admin-token";
const WEBHOOK = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

function logging(level = "info") {
  const lines: string[] = [];
  const asana = { appUrl: "", appToken: "asana-app-token", clientId: "1", clientSecret: 'quo"ted', scopes: undefined };
  const log = createLog({ logLevel: level, adminToken: TOKEN, asana }, (line) => lines.push(line));
  return { log, lines, text: () => lines.join("") };
}

test("a line is JSON with its level, time and fields", () => {
  const { log, lines } = logging();
  log.info({ delivery: "d1", connection: "c1" }, "received");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    delivery: "d1",
    connection: "c1",
    msg: "received",
  });
  expect(lines[0]).toMatch(/"time":"20\d\d-/);
});

test("the level of the configuration decides what is said", () => {
  const { log, lines } = logging("warn");
  log.info("no");
  log.warn("yes");
  expect(lines).toHaveLength(1);
});

test("a token never prints, wherever it hides", () => {
  const { log, lines, text } = logging();
  log.info({ req: { headers: { authorization: `Bearer ${TOKEN}`, cookie: "session=abc123" } } }, "call");
  log.info({ body: { items: [{ access_token: "abc123", refreshToken: "abc123", apiKey: "abc123" }] } }, "deep");
  log.info(`calling with Bearer abc123 and ${WEBHOOK} and ${TOKEN} and asana-app-token and quo"ted`);
  log.info({ url: "postgres://throughline:abc123@db/throughline" }, "database");
  log.info("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhYmMxMjMifQ.abc123");
  log.error(Object.assign(new Error(`refused: Bearer abc123`), { config: { headers: { Authorization: "abc123" } } }));
  log.error({ err: new Error("outer", { cause: new Error(`inner ${WEBHOOK}`) }) }, "failed");
  log.child({ secret: "abc123" }).info("child");
  for (const kind of ["tl_", "tls_", "tlo_", "tli_", "tlu_"]) {
    log.info(`opened http://goals.test/join#${kind}AZ3-kfYbdWW8x0m1Jr4abg_abc123-0123456789`);
  }
  expect(text()).not.toMatch(/abc123|MfKQ9r8|s3cr3t|asana-app-token|quo\\"ted/);
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty("msg");
  expect(text().match(/\[hidden]/g)?.length).toBeGreaterThan(10);
});

test("an error keeps what helps: its message, code and stack", () => {
  const { log, lines } = logging();
  log.error({ err: Object.assign(new Error("deadlock detected"), { code: "40P01" }) }, "failed");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    err: { type: "Error", message: "deadlock detected", code: "40P01" },
  });
});
