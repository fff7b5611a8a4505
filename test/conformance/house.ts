import type { Client } from "@throughline/shared/client";
import { createClock } from "../../goal-service/src/clock.ts";
import type { Ground } from "../../goal-service/src/ground.ts";
import { itemsOf } from "../setup/jira-truth.ts";
import { type Service, startService } from "../setup/service.ts";
import { type Line, openLine, type Rule } from "./line.ts";
import type { Delivery, Told } from "./world.ts";

/** The service under test, an initiative in it, and the line on which tools reach it. */
export interface House {
  service: Service;
  line: Line;
  admin: Client;
  initiative: { id: string; key: string };
  clock: MovingClock;
  /** How long something may take that comes in the end. */
  patienceMs: number;
  /** What the service knows of a connection as being there. */
  known: (connectionId: string) => Promise<Told[]>;
  /** How many deliveries of it are stored. */
  stored: (connectionId: string) => Promise<number>;
  /** Sends it past the line; the answer's status. */
  send: (delivery: Delivery) => Promise<number>;
  stop: () => Promise<void>;
}

/** Real time, and as much more as has been let pass. */
interface MovingClock {
  clock: Ground["clock"];
  pass: (minutes: number) => void;
  /** Whole days that have passed: what the sandboxes ask for. */
  days: () => number;
}

const MINUTE = 60_000;
const DAY = 24 * 60;

function movingClock(): MovingClock {
  const real = createClock();
  let ahead = 0;
  const clock = Object.defineProperties({} as Ground["clock"], {
    ...Object.getOwnPropertyDescriptors(real),
    now: { value: () => new Date(real.now().getTime() + ahead * MINUTE) },
  });
  return { clock, pass: (minutes) => (ahead += minutes), days: () => Math.floor(ahead / DAY) };
}

export async function openHouse(): Promise<House> {
  const line = await openLine();
  const clock = movingClock();
  const service = await startService({ clock: clock.clock, config: { publicUrl: line.url } });
  line.to = service.url;
  line.rules.push(tellsDays(clock));
  const admin = await service.as(service.admin);
  return {
    ...{ service, line, admin, clock, patienceMs: 15_000 },
    initiative: await makeInitiative(admin, clock.clock),
    known: async (connectionId) => {
      const items = await itemsOf(admin, connectionId);
      const there = items.filter(({ presence }) => presence === "live");
      return there.map(({ ref, title }) => ({ id: ref.id, title })).sort(byId);
    },
    stored: async (connectionId) => (await admin.listDeliveries({ connectionId, limit: 200 })).items.length,
    send: async ({ url, headers, body }) => {
      const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) });
      await answer.arrayBuffer();
      return answer.status;
    },
    stop: async () => {
      await service.stop();
      await line.close();
    },
  };
}

export const byId = (one: Told, other: Told): number => one.id.localeCompare(other.id);

/** The sandboxes take the day from the service, which tells it only under `npm start`: here the line does. */
function tellsDays({ clock, days }: MovingClock): Rule {
  return ({ path }) =>
    path === "/sandbox/clock"
      ? { status: 200, body: JSON.stringify({ days: days(), now: clock.now().toISOString() }) }
      : undefined;
}

async function makeInitiative(admin: Client, clock: Ground["clock"]): Promise<House["initiative"]> {
  const year = Number(clock.dayIn("UTC", clock.now()).slice(0, 4));
  const period = { start: `${year - 1}-01-01`, due: `${year + 1}-12-31` };
  const goal = await admin.createGoal({ title: "Increase net revenue retention", ...period });
  const { id, key } = await admin.createInitiative({ goalId: goal.id, title: "Reduce churn", state: "active" });
  return { id, key };
}
