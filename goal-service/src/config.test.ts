import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { Environment, readConfig } from "./config.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "throughline-config-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const DATA_DIR = path.join(folder, "data");
const SECRET_KEY = "ab".repeat(32);
const read = (env: Record<string, string | undefined>) => readConfig({ DATA_DIR, ...env });

function complaint(env: Record<string, string>): string {
  try {
    read(env);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}

test("nothing given is a working configuration on this machine alone", () => {
  const config = readConfig({ DATA_DIR });
  expect(config).toMatchObject({ mode: "serve", port: 4600, host: "127.0.0.1", loopback: true, sandbox: undefined });
  expect(config.publicUrl).toBe("http://127.0.0.1:4600");
  expect(config.asana.appUrl).toBe("http://127.0.0.1:4603");
});

test("an empty variable counts as not given", () => {
  expect(read({ PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 4600, databaseUrl: undefined });
});

test("one error lists everything that is wrong and what would be right", () => {
  const text = complaint({
    PORT: "eighty",
    HOST: "0.0.0.0",
    PUBLIC_URL: "goals.example.com",
    DATABASE_URL: "mysql://db",
    SECRET_KEY: "short",
    THROUGHLINE_SAMPLE: "no",
    ASANA_CLIENT_ID: "1",
  });
  for (const part of [
    "PORT must be a port number from 1 to 65535",
    "PUBLIC_URL must be an address without path or password, such as https://goals.example.com",
    "DATABASE_URL must be an address such as postgres://",
    "SECRET_KEY must be 32 bytes as 64 hex digits or as base64",
    "THROUGHLINE_SAMPLE must be 0 or 1",
    "ASANA_CLIENT_ID and ASANA_CLIENT_SECRET must be given together",
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain("short");
  expect(text.split("\n")).toHaveLength(7);
});

describe("closed from the first start", () => {
  test("npm run serve beyond this machine demands an https PUBLIC_URL", () => {
    const message = "PUBLIC_URL must be given and begin with https:// because HOST is 0.0.0.0";
    expect(complaint({ HOST: "0.0.0.0" })).toContain(message);
    expect(complaint({ HOST: "0.0.0.0", PUBLIC_URL: "http://goals.example.com" })).toContain(message);
    expect(read({ HOST: "0.0.0.0", PUBLIC_URL: "https://goals.example.com/" }).publicUrl).toBe(
      "https://goals.example.com",
    );
  });

  test("npm start stays on this machine: the secrets of its sandboxes are public", () => {
    const beyond = { THROUGHLINE_MODE: "start", PUBLIC_URL: "https://goals.example.com" };
    for (const HOST of ["0.0.0.0", "::", "192.168.1.7"])
      expect(complaint({ ...beyond, HOST })).toContain("HOST must be of this machine (127.0.0.1) under npm start");
    for (const HOST of ["127.0.0.1", "::1", "localhost"]) expect(complaint({ ...beyond, HOST })).toBe("");
  });

  test("a database elsewhere demands a SECRET_KEY from elsewhere", () => {
    expect(complaint({ DATABASE_URL: "postgres://db/throughline" })).toContain(
      "SECRET_KEY must be given with DATABASE_URL",
    );
    expect(read({ DATABASE_URL: "postgres://db/throughline", SECRET_KEY }).secretKey.toString("hex")).toBe(SECRET_KEY);
  });

  test("another place for Forge's keys is refused outside npm start", () => {
    const FORGE_JWKS_URL = "http://127.0.0.1:4601/keys";
    expect(complaint({ FORGE_JWKS_URL })).toContain("only under npm start");
    expect(read({ FORGE_JWKS_URL, THROUGHLINE_MODE: "start" }).forge.jwksUrl).toBe(FORGE_JWKS_URL);
  });

  test("a short admin token is for this machine only", () => {
    const beyond = { HOST: "0.0.0.0", PUBLIC_URL: "https://goals.example.com" };
    expect(complaint({ ...beyond, THROUGHLINE_TOKEN: "local-token" })).toContain("at least 24 characters");
    expect(read({ THROUGHLINE_TOKEN: "local-token" }).adminToken).toBe("local-token");
  });

  test("the Asana app's token is no admin's, and is long where others can reach us", () => {
    const token = "one-token-for-two-things";
    expect(complaint({ THROUGHLINE_TOKEN: token, ASANA_APP_TOKEN: token })).toContain("must differ from");
    const beyond = { HOST: "0.0.0.0", PUBLIC_URL: "https://goals.example.com" };
    expect(complaint({ ...beyond, ASANA_APP_TOKEN: "short" })).toContain("ASANA_APP_TOKEN must have at least 24");
  });

  test("Asana is Asana itself, and the sandbox only under npm start", () => {
    expect(read({}).asana).toMatchObject({
      origin: "https://app.asana.com",
      api: "https://app.asana.com/api/1.0",
      full: false,
    });
    const started = read({ THROUGHLINE_MODE: "start", SANDBOX_ASANA_PORT: "4702", ASANA_SCOPES: "default" }).asana;
    expect(started).toMatchObject({
      origin: "http://127.0.0.1:4702",
      api: "http://127.0.0.1:4702/api/1.0",
      full: true,
    });
  });

  test("the sandboxes exist only under npm start", () => {
    expect(read({ THROUGHLINE_MODE: "start", THROUGHLINE_SAMPLE: "0", SANDBOX_JIRA_PORT: "4701" }).sandbox).toEqual({
      jiraUrl: "http://127.0.0.1:4701",
      asanaUrl: "http://127.0.0.1:4602",
      sample: false,
    });
    expect(complaint({ THROUGHLINE_MODE: "start", PORT: "4601" })).toContain("SANDBOX_JIRA_PORT must differ from PORT");
  });
});

describe("the key kept beside an embedded database", () => {
  test("is made once, readable by its owner alone, and stays", () => {
    const first = read({}).secretKey;
    expect(first).toHaveLength(32);
    expect(read({}).secretKey.equals(first)).toBe(true);
    expect(statSync(path.join(DATA_DIR, "secret.key")).mode & 0o777).toBe(0o600);
  });

  test("is never replaced when it is damaged", () => {
    const damaged = path.join(folder, "damaged");
    readConfig({ DATA_DIR: damaged });
    writeFileSync(path.join(damaged, "secret.key"), "x");
    expect(() => readConfig({ DATA_DIR: damaged })).toThrow("does not hold a key of 32 bytes");
  });

  test.each([
    ["hex", "AB".repeat(32)],
    ["base64", Buffer.alloc(32, 0xab).toString("base64")],
    ["base64url", Buffer.alloc(32, 0xab).toString("base64url")],
  ])("and one given as %s reads the same", (_name, key) => {
    expect(read({ SECRET_KEY: key }).secretKey.toString("hex")).toBe(SECRET_KEY);
  });
});

test("every variable says what it is for", () => {
  for (const [name, schema] of Object.entries(Environment.shape)) {
    expect([name, schema.description]).not.toContain(undefined);
  }
});
