import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { eventually } from "../setup/eventually.ts";

jest.setTimeout(120_000);
const root = path.resolve(import.meta.dirname, "../..");
const dataDir = mkdtempSync(path.join(os.tmpdir(), "throughline-start-"));
chmodSync(dataDir, 0o711);
const running = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of running) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  rmSync(dataDir, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

interface Started {
  child: ChildProcess;
  said: () => string;
  /** The address in the line that says all is ready. */
  ready: Promise<string>;
  ended: Promise<number | null>;
}

function npmStart(ports: Record<string, number>): Started {
  const set = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
  const env = { ...process.env, ...set, DATA_DIR: dataDir, THROUGHLINE_SAMPLE: "0", THROUGHLINE_TOKEN: "" };
  const child = spawn(process.execPath, ["scripts/start.mjs"], { cwd: root, env });
  running.add(child);
  let text = "";
  const ready = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (part: Buffer) => {
        text += part.toString();
        const [, address] = /^Throughline is ready: (\S+)$/m.exec(text) ?? [];
        if (address !== undefined) resolve(address);
      });
    }
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on("exit", (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return { child, said: () => text, ready, ended };
}

const NAMES = ["PORT", "SANDBOX_JIRA_PORT", "SANDBOX_ASANA_PORT", "ASANA_APP_PORT"];
const somePorts = async () => {
  const ports: Record<string, number> = {};
  for (const name of NAMES) ports[name] = await freePort();
  return ports;
};

let ports: Record<string, number>;
let first: Started;
beforeAll(async () => {
  ports = await somePorts();
  first = npmStart(ports);
  await Promise.race([first.ready, first.ended.then(() => Promise.reject(new Error(first.said())))]);
});

const health = async (port = 0): Promise<number> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    (response) => response.status,
    () => 0,
  );

test("npm start says where everything is, and it is there", async () => {
  expect(first.said()).toContain(`http://127.0.0.1:${ports["SANDBOX_JIRA_PORT"] ?? 0}`);
  expect(await health(ports["PORT"])).toBe(200);
  expect(await health(ports["SANDBOX_JIRA_PORT"])).toBe(200);
  const page = await fetch(await first.ready, { redirect: "manual" });
  expect(page.status).toBeLessThan(400);
});

test("the command for deliveries finds the service by its data folder, whatever its port", async () => {
  const { PORT: _other, ...env } = process.env;
  const child = spawn(process.execPath, ["scripts/deliveries.mjs", "list"], {
    cwd: root,
    env: { ...env, DATA_DIR: dataDir, THROUGHLINE_TOKEN: "" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  expect([code, said]).toEqual([0, expect.not.stringContaining("does not answer")]);
});

test("a busy port is named, with the way to another", async () => {
  const second = npmStart(ports);
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/^Port \d+ \(Goal service\) is in use\. .*: PORT=\d+ npm start$/m);
  expect(second.said()).not.toMatch(/^\s+at /m);
});

test("a second start on the same data is refused, with the way to another folder", async () => {
  const second = npmStart(await somePorts());
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/is in use by process \d+\. Stop that one, or choose another folder with DATA_DIR\./);
  expect(second.said()).not.toMatch(/^\s+at /m);
  expect(await health(ports["PORT"])).toBe(200);
});

test("a bad value ends the start with the whole list", async () => {
  const second = npmStart({ ...(await somePorts()), PORT: 99_999, SANDBOX_JIRA_PORT: 70_000 });
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain("PORT must be a port number from 1 to 65535");
  expect(second.said()).toContain("SANDBOX_JIRA_PORT must be a port number from 1 to 65535");
});

test("after kill -9 nothing is left behind, the same command works again, and Ctrl-C ends it well", async () => {
  first.child.kill("SIGKILL");
  await first.ended;
  await eventually(async () => expect(await health(ports["PORT"])).toBe(0), 60_000);
  const again = npmStart(ports);
  await Promise.race([again.ready, again.ended.then(() => Promise.reject(new Error(again.said())))]);
  expect(await health(ports["PORT"])).toBe(200);
  again.child.kill("SIGINT");
  expect(await again.ended).toBe(0);
  expect(await health(ports["PORT"])).toBe(0);
  expect(await health(ports["SANDBOX_JIRA_PORT"])).toBe(0);
});
