import { randomBytes, randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { type Harness, notHere } from "./harness.ts";
import { byId, type House, openHouse } from "./house.ts";
import type { Delivery, World } from "./world.ts";

interface Item {
  id: string;
  title: string;
  createdAt: Date;
  updatedAt: Date;
  link: string | null;
}

const CONTAINER = "OPS";
const PAGE = 40;
const CROWD = 100;

const NO_CREATION = "The service calls nothing here: an item comes with its mark when its sender has made it.";

/** A program at the customer's that speaks the generic webhook (api.md): it keeps its items and sends pages of them. */
export const generic: Harness = {
  tool: "generic",
  doesNotApply: {
    "a handshake is taken while our own request is open, and once":
      "The secret is made by the service and shown to its admin once; nobody shakes hands.",
    "whoever tries to become the tool is refused, and the tool is heard as before":
      "A connection is its secret: no call sets it, and no other proof is taken in its place.",
    "a tool that is silent for more than a day is said to be behind":
      "A sender of pages has no schedule that it could miss (connections/behind.ts).",
    "a project that is hidden from us takes nothing away":
      "The sender lists what it has; there is nothing behind it to be hidden.",
    "a project that is hidden from us is said within the hour, until it is shown again":
      "The sender lists what it has; there is nothing behind it to be hidden.",
    "a tool that limits us is asked again no sooner than it said, and nothing is lost":
      "The service asks the sender nothing, so it can't ask too often.",
    "a listing that broke off goes on where it was": "A sender keeps its own place; the service keeps none for it.",
    "a creation under an initiative carries its link from birth and is found by it": NO_CREATION,
    "the same creation asked three times, twice at once, makes one item": NO_CREATION,
    "a creation whose answer is lost is found, and not made a second time": NO_CREATION,
  },
  connect: async () => connectTo(await openHouse()),
};

async function connectTo(house: House): Promise<World> {
  const { admin, line } = house;
  const ours = await admin.createConnection({ tool: "generic", name: "Ours" });
  const others = await admin.createConnection({ tool: "generic", name: "Somebody else's" });
  const secrets = { ours: ours.secret ?? "", others: others.secret ?? "" };
  const items = new Map<string, Item>();
  let garbled: string | null = null;
  const held: Delivery[] = [];
  let mode: "none" | "prompt" | "held" = "prompt";
  let catching: ((delivery: Delivery) => void) | null = null;
  let silent = false;
  let breaking = false;
  let listed = 0;
  let moment = house.clock.clock.now().getTime();

  const signed = (body: string, secret: string, at = house.clock.clock.now()): Delivery => {
    const id = randomUUID();
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    };
    return { url: `${line.url}/hooks/${ours.id}`, headers, body };
  };
  const shown = ({ id, title, createdAt, updatedAt }: Item, presence = "live") => ({
    ref: { container: CONTAINER, id },
    title: garbled === id ? 7 : title,
    url: `https://tool.example/${id}`,
    status: { name: "In Progress", category: "doing" },
    presence,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  });
  const post = async (delivery: Delivery): Promise<void> => {
    if (!silent) await house.send(delivery);
  };
  const tell = async (item: Item, presence = "live"): Promise<void> => {
    const delivery = signed(JSON.stringify({ items: [shown(item, presence)] }), secrets.ours);
    if (catching) catching(delivery);
    else if (mode === "held") held.push(delivery);
    else if (mode === "prompt") await post(delivery);
  };
  /** The tool's own clock, in which no two changes fall together. */
  const tick = (): Date => new Date((moment = Math.max(moment + 1, house.clock.clock.now().getTime())));
  const put = (title: string, at = tick()): Item => {
    const item = { id: String(items.size + 1), title, createdAt: at, updatedAt: at, link: null };
    items.set(item.id, item);
    return item;
  };
  const known = (id: string): Item => {
    const item = items.get(id);
    if (!item) throw new Error(`there is no item ${id}`);
    return item;
  };
  const list = async (): Promise<void> => {
    const all = [...items.values()];
    const id = randomUUID();
    for (let from = 0; from === 0 || from < all.length; from += PAGE) {
      if (from > 0 && breaking) return;
      const page = all.slice(from, from + PAGE);
      const sweep = { id, containers: [CONTAINER], last: from + PAGE >= all.length };
      await post(signed(JSON.stringify({ items: page.map((item) => shown(item)), sweep }), secrets.ours));
      listed += page.length;
    }
  };

  return {
    house,
    connectionId: ours.id,
    make: async (title) => {
      const item = put(title);
      await tell(item);
      return item.id;
    },
    crowd: async () => {
      await Promise.resolve();
      for (let n = 0; n < CROWD; n++) put(`One of a crowd ${n}`);
    },
    rename: async (id, title) => {
      const item = Object.assign(known(id), { title, updatedAt: tick() });
      await tell(item);
    },
    remove: async (id) => {
      const item = Object.assign(known(id), { updatedAt: tick() });
      items.delete(id);
      await tell(item, "gone");
    },
    truth: async () => Promise.resolve([...items.values()].map(({ id, title }) => ({ id, title })).sort(byId)),
    news: async (how) => {
      await Promise.resolve();
      mode = how;
    },
    untold: () => Promise.resolve(0),
    outOfOrder: async () => {
      const all = held.splice(0).reverse();
      for (const delivery of [...all, ...all]) await post(delivery);
    },
    caught: async (act) => {
      const first = new Promise<Delivery>((resolve) => (catching = resolve));
      await act();
      catching = null;
      return first;
    },
    forged: async (delivery, how) => {
      await Promise.resolve();
      const { body, headers } = delivery;
      const someSecret = `whsec_${randomBytes(32).toString("base64")}`;
      const anHourAgo = new Date(house.clock.clock.now().getTime() - 3600_000);
      switch (how) {
        case "unsigned":
          return { ...delivery, headers: { ...headers, "webhook-signature": "" } };
        case "signed with another key":
          return signed(body, someSecret);
        case "of another body":
          return { ...delivery, headers: signed(body.replace("doing", "done"), secrets.ours).headers };
        case "of another connection":
          return signed(body, secrets.others);
        case "long ago":
          return signed(body, secrets.ours, anHourAgo);
      }
    },
    later: async (minutes) => {
      house.clock.pass(minutes);
      await house.service.worker.drain();
    },
    catchUp: list,
    listAll: list,
    listed: () => listed,
    breakOff: (broken) => void (breaking = broken),
    silence: async (is) => {
      await Promise.resolve();
      silent = is;
    },
    garble: (id) => void (garbled = id),
    leftInTool: () => Promise.resolve(0),
    hideProject: notHere,
    limit: notHere,
    create: notHere,
    loseNextCreation: notHere,
    find: notHere,
    linkOn: notHere,
    shakeHands: notHere,
    takeOver: notHere,
    stop: house.stop,
  };
}
