import { issueCredential } from "../../goal-service/src/accounts/credentials.ts";
import type { Person } from "../factories/graph.ts";
import type { Service } from "./service.ts";

/** A browser without a screen: it keeps cookies and goes nowhere by itself. */
export interface Visitor {
  cookies: Map<string, string>;
  go: (path: string, more?: { form?: Record<string, string>; headers?: Record<string, string> }) => Promise<Seen>;
}

export interface Seen {
  status: number;
  text: string;
  to: string | null;
  headers: Headers;
}

/** Somebody who visits the service's pages, signed in or not. `seen` gets everything that they are shown. */
export async function visitor({ url, ground }: Service, seen: string[], person?: Person): Promise<Visitor> {
  const visits = visitorAt(url, seen);
  if (person) {
    const who = { workspaceId: person.workspaceId, personId: person.person.id };
    visits.cookies.set("throughline", (await issueCredential(ground, "session", who)).text);
  }
  return visits;
}

export function visitorAt(url: string, seen: string[] = []): Visitor {
  const cookies = new Map<string, string>();
  const keep = (set: string) => {
    const [pair = "", ...attributes] = set.split("; ");
    const [name = "", value = ""] = pair.split(/=(.*)/);
    if (value === "" || attributes.includes("Max-Age=0")) cookies.delete(name);
    else cookies.set(name, value);
  };
  return {
    cookies,
    go: async (path, { form, headers } = {}) => {
      const response = await fetch(url + path, {
        redirect: "manual",
        headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; "), ...headers },
        ...(form && { method: "POST", body: new URLSearchParams(form) }),
      });
      response.headers.getSetCookie().forEach(keep);
      const text = await response.text();
      seen.push(text + JSON.stringify([...response.headers]));
      return { status: response.status, text, to: response.headers.get("location"), headers: response.headers };
    },
  };
}
