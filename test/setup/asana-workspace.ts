import { z } from "zod";

/** The sandbox Asana as a test reaches it: its REST as a person, its controls, and its consent page. */
export interface AsanaWorkspace {
  url: string;
  gid: string;
  /** Asana's REST with a token of our own app, so that what only the app sees shows. */
  rest: <T>(method: string, path: string, answer: z.ZodType<T>, data?: unknown) => Promise<T>;
  control: (path: string, body: object) => Promise<unknown>;
  /** The gid of a project, of a person, by name. */
  project: (name: string) => string;
  person: (name: string) => string;
  /** Says yes (or no) on the consent page as this person, and comes back with the address that it leads to. */
  consent: (page: string, user: string, answer?: "allow" | "deny") => Promise<string>;
}

const Gid = z.object({ gid: z.string() });
const Named = Gid.extend({ name: z.string() });
const About = z.object({ workspace: Named, people: z.array(Named), projects: z.array(Named) });
const Token = z.object({ access_token: z.string() });

/** Everything that our app asks for, and who administers the workspace. */
const BY = "Oskar Lindqvist";

export async function asanaWorkspace(url: string): Promise<AsanaWorkspace> {
  const send = async (method: string, path: string, body?: unknown, token?: string): Promise<unknown> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
    return text === "" ? null : JSON.parse(text);
  };
  const control = (path: string, body: object) => send("POST", `/sandbox/${path}`, body);
  const about = About.parse(await send("GET", "/sandbox/about"));
  // Tokens live for an hour, and days pass in tests.
  const token = async () => Token.parse(await control("token", { user: BY })).access_token;
  const gidOf = (list: z.infer<typeof Named>[], name: string): string => {
    const found = list.find((one) => one.name === name);
    if (!found) throw new Error(`there is no ${name} in the sandbox`);
    return found.gid;
  };
  return {
    url,
    gid: about.workspace.gid,
    rest: async (method, path, answer, data) => {
      const given = await send(method, `/api/1.0${path}`, data === undefined ? undefined : { data }, await token());
      return z.object({ data: answer }).parse(given).data;
    },
    control,
    project: (name) => gidOf(about.projects, name),
    person: (name) => gidOf(about.people, name),
    consent: async (page, user, answer = "allow") => {
      const shown = await (await fetch(page)).text();
      const hidden = [...shown.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
      const body = new URLSearchParams({ user: gidOf(about.people, user), answer });
      for (const [, name = "", value = ""] of hidden) body.append(name, value.replaceAll("&amp;", "&"));
      const response = await fetch(`${url}/-/oauth_authorize`, { method: "POST", redirect: "manual", body });
      return response.headers.get("location") ?? "";
    },
  };
}
