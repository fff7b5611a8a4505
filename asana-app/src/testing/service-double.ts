import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Endpoint, ParsedInputOf, ReplyOf } from "@throughline/shared/endpoint";
import { API_PREFIX, endpoints, type Endpoints } from "@throughline/shared/endpoints";

/** How a test says no for the service. */
export class No extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message = "No.") {
    super(message);
    this.status = status;
    this.code = code;
  }
}

interface Who {
  tenant: string | undefined;
  as: string | undefined;
  authorization: string | undefined;
}
export type Answers = {
  -readonly [Name in keyof Endpoints]?: (
    input: ParsedInputOf<Endpoints[Name]>,
    who: Who,
  ) => ReplyOf<Endpoints[Name]> | Promise<ReplyOf<Endpoints[Name]>>;
};

export interface ServiceDouble {
  url: string;
  answers: Answers;
  /** The names of the calls that came, with what they brought. */
  calls: { name: string; input: unknown; who: Who }[];
  close: () => Promise<void>;
}

/** The goal service as this app knows it: the endpoint table over HTTP, with what a test answers. Held to both shapes. */
export async function startServiceDouble(answers: Answers): Promise<ServiceDouble> {
  const double: Omit<ServiceDouble, "url" | "close"> = { answers, calls: [] };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const { authorization, "x-throughline-tenant": tenant, "x-throughline-as": as } = request.headers;
      const who = { authorization, tenant: String(tenant), as: String(as) };
      void answer(double, request.method ?? "", request.url ?? "", body, who).then(({ status, reply }) =>
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(reply)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(double, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  });
}

async function answer(
  double: Pick<ServiceDouble, "answers" | "calls">,
  method: string,
  url: string,
  body: string,
  who: Who,
): Promise<{ status: number; reply: unknown }> {
  const [path = "", query] = url.split("?");
  const found = Object.entries(endpoints).find(
    ([, row]: [string, Endpoint]) => row.method === method && namedIn(path, row) !== null,
  );
  if (!found)
    return { status: 404, reply: { error: { code: "not_found", message: `No double of ${method} ${path}` } } };
  const [name, row] = found as [keyof Endpoints, Endpoint];
  const given: unknown = body === "" ? Object.fromEntries(new URLSearchParams(query)) : JSON.parse(body);
  const input = row.input.parse({ ...(given as object), ...namedIn(path, row) });
  double.calls.push({ name, input, who });
  const make = double.answers[name] as ((input: unknown, who: Who) => unknown) | undefined;
  try {
    if (!make) throw new No(404, "not_mirrored");
    return { status: row.status, reply: row.reply.parse(await make(input, who)) };
  } catch (error) {
    if (!(error instanceof No)) throw error;
    return { status: error.status, reply: { error: { code: error.code, message: error.message } } };
  }
}

/** What a path names, by the row's own names; null where it is another row's path. */
function namedIn(path: string, row: Endpoint): Record<string, string> | null {
  const pattern = (API_PREFIX + row.path).replace(/:(\w+)/g, "(?<$1>[^/]+)");
  const found = new RegExp(`^${pattern}$`).exec(path);
  return found && { ...found.groups };
}
