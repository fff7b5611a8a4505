import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@throughline/shared/client";
import { z } from "zod";
import { createClock } from "../../goal-service/src/clock.ts";
import { readConfig } from "../../goal-service/src/config.ts";
import { buildGoal, buildInitiative, buildKeyResult } from "../factories/graph.ts";
import { type Front, startFront } from "./asana-front.ts";
import { type AsanaWorkspace, asanaWorkspace } from "./asana-workspace.ts";
import { startRealAsana } from "./real-service.ts";
import { type Service, startService } from "./service.ts";
import { visitor, visitorAt } from "./visitor.ts";

/** The service with its worker in this process, in a time that can go by the minute, beside the sandbox Asana. */
export interface ByTheHour {
  service: Service;
  front: Front;
  asana: AsanaWorkspace;
  admin: Client;
  connectionId: string;
  goalId: string;
  initiative: { id: string; key: string };
  /** The service's clock goes ahead; the sandbox's stands where it is. Then everything that is due is done. */
  later: (minutes: number) => Promise<void>;
  /** So many days have passed for Asana, since the beginning. */
  days: (days: number) => Promise<void>;
  /** Until what can be delivered is, and nothing is due. */
  settle: () => Promise<void>;
  stop: () => Promise<void>;
}

const MINUTE = 60_000;
const Told = z.object({ onTheirWay: z.number() });

interface Wanted {
  port: number;
  projects: string[];
  /** Registered with full permissions: then Asana tells of everything that happened since a token. */
  full: boolean;
}

export async function startByTheHour({ port, projects, full }: Wanted): Promise<ByTheHour> {
  const env = {
    SANDBOX_ASANA_PORT: String(port + 1),
    ASANA_CLIENT_ID: "throughline-sandbox",
    ASANA_CLIENT_SECRET: "sandbox-asana-client-secret",
    ...(full && { ASANA_SCOPES: "default" }),
  };
  const dataDir = mkdtempSync(path.join(tmpdir(), "throughline-by-the-hour-"));
  let servicePort = 0;
  const front = await startFront(port, () => servicePort);
  const { asana: registered } = readConfig({ ...env, DATA_DIR: dataDir, THROUGHLINE_MODE: "start" });
  const service = await startService({ config: { asana: registered, publicUrl: front.url } });
  servicePort = Number(new URL(service.url).port);
  const sandbox = await startRealAsana({ ...env, DATA_DIR: dataDir, THROUGHLINE_URL: front.url });
  const clock = createClock();
  let ahead = 0;
  const tick = () => service.ground.setNow(new Date(clock.now().getTime() + ahead).toISOString());
  tick();
  const ticking = setInterval(tick, 20);
  const stop = async () => {
    await sandbox.stop();
    await service.stop();
    clearInterval(ticking);
    await front.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const asana = await asanaWorkspace(`http://127.0.0.1:${port + 1}`);
  const onTheirWay = async () => Told.parse(await (await fetch(`${asana.url}/sandbox/events`)).json()).onTheirWay;
  /** What is held back, or meets a closed door, is not waited for. */
  const settle = async () => {
    do {
      while ((await onTheirWay()) > 0) await sleep(20);
      await service.worker.drain();
    } while ((await onTheirWay()) > 0);
  };
  try {
    await asana.control("limits", { perMinute: 1_000_000 });
    if (full) await asana.control("app", { registration: "full", scopes: ["default"] });
    const { ground } = service;
    const nextYear = Number(clock.dayIn("UTC", clock.now()).slice(0, 4)) + 1;
    const goal = await buildGoal(ground, service.admin, { due: `${nextYear}-12-31` });
    await buildKeyResult(ground, service.admin, goal.id);
    const { id, key } = await buildInitiative(ground, service.admin, goal.id, { state: "active" });
    const admin = await service.as(service.admin);
    const browser = visitorAt(front.url);
    for (const [name, text] of (await visitor(service, [], service.admin)).cookies) browser.cookies.set(name, text);
    const begun = await browser.go("/oauth/asana/start?for=workspace");
    const back = new URL(await asana.consent(begun.to ?? "", "Oskar Lindqvist"));
    await browser.go(back.pathname + back.search);
    const connection = (await admin.listConnections({})).items.find(({ tool }) => tool === "asana");
    const connectionId = connection?.id ?? "";
    await admin.setContainers({ id: connectionId, containers: projects.map((name) => asana.project(name)) });
    await settle();
    return {
      ...{ service, front, asana, admin, connectionId, goalId: goal.id, initiative: { id, key } },
      ...{ settle, stop },
      days: async (days) => {
        front.days = days;
        const day = clock.dayIn("UTC", new Date(clock.now().getTime() + days * 24 * 60 * MINUTE));
        await asana.control("day", { day, mode: "stands_still" });
      },
      later: async (minutes) => {
        ahead += minutes * MINUTE;
        tick();
        await settle();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
