import { once as heard } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request on its way, and what came back: null while nothing has. */
export interface Passing {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  answer: string | null;
}

/**
 * What becomes of a request instead of going through: cut before it arrives, done with its answer lost, or answered by
 * the line itself.
 */
export type Meddling = "cut" | "lose" | { status: number; body: string; headers?: Record<string, string> } | undefined;

export type Rule = (passing: Passing) => Meddling | Promise<Meddling>;

/** A rule that has its way once, with the first request that `fits`. */
export function once(fits: (passing: Passing) => boolean, rule: Rule): Rule {
  let spent = false;
  return (passing) => {
    if (spent || !fits(passing)) return undefined;
    spent = true;
    return rule(passing);
  };
}

/** The wire between a tool and the service. It carries everything, until a test meddles. */
export interface Line {
  url: string;
  /** Where it leads. */
  to: string;
  passed: Passing[];
  /** How many requests are on their way now. */
  underWay: number;
  /** The first of them that says something has its way. */
  rules: Rule[];
  /** Puts a rule in the place of the one of that name, or takes it away. */
  rule: (name: string, rule: Rule | null) => void;
  /** Changes what comes back. */
  bend: (answer: string, passing: Passing) => string;
  close: () => Promise<void>;
}

const HOP = ["connection", "content-encoding", "content-length", "host", "keep-alive", "transfer-encoding"];
const kept = (headers: Iterable<[string, string]>) =>
  Object.fromEntries([...headers].filter(([name]) => !HOP.includes(name)));

export async function openLine(): Promise<Line> {
  const server = createServer((request, response) => {
    line.underWay++;
    carry(line, request, response)
      .catch(() => response.destroy())
      .finally(() => line.underWay--);
  }).listen(0, "127.0.0.1");
  await heard(server, "listening");
  const named = new Map<string, Rule>();
  const line: Line = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to: "",
    passed: [],
    underWay: 0,
    rules: [],
    rule: (name, rule) => {
      const before = named.get(name);
      if (before) line.rules.splice(line.rules.indexOf(before), 1);
      named.delete(name);
      if (!rule) return;
      line.rules.push(rule);
      named.set(name, rule);
    },
    bend: (answer) => answer,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await heard(server, "close");
    },
  };
  return line;
}

async function carry(line: Line, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const passing: Passing = {
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: kept(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: await textOf(request),
    answer: null,
  };
  line.passed.push(passing);
  const meddling = await firstOf(line.rules, passing);
  if (typeof meddling === "object") {
    response.writeHead(meddling.status, { "content-type": "application/json", ...meddling.headers }).end(meddling.body);
    return;
  }
  if (meddling === "cut") {
    response.destroy();
    return;
  }
  const { method, path, headers, body } = passing;
  const sent = await fetch(line.to + path, { method, headers, redirect: "manual", ...(body !== "" && { body }) });
  passing.answer = line.bend(await sent.text(), passing);
  if (meddling === "lose") response.destroy();
  else response.writeHead(sent.status, kept(sent.headers)).end(passing.answer);
}

async function firstOf(rules: readonly Rule[], passing: Passing): Promise<Meddling> {
  for (const rule of rules) {
    const meddling = await rule(passing);
    if (meddling !== undefined) return meddling;
  }
  return undefined;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
