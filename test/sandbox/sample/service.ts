// The goal service as the sample meets it: the typed client of every other program, and the day control.
import { type Client, createClient } from "@throughline/shared/client";
import { dayNumber } from "@throughline/shared/calendar";
import { z } from "zod";
import { sessionBy } from "./session-by.ts";

const SignIn = z.object({ signIn: z.string() });
const Clock = z.object({ days: z.number().int(), now: z.string() });

export interface Service {
  url: string;
  client: Client;
  /** A session of the admin, as a browser's cookie holds it. */
  session: () => Promise<string>;
  /** The day in which the service stands, counted from 1970. */
  today: () => Promise<number>;
  /** Sets the clock this many days from the real time, and returns when nothing waits any more. */
  setDays: (days: number) => Promise<void>;
  /** One more day, on which nobody does anything but the sample. */
  passDay: () => Promise<void>;
}

export function serviceAt(url: string, token: string): Service {
  const send = (method: string, path: string, body?: string) =>
    fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body }),
      signal: AbortSignal.timeout(120_000),
    });
  const clock = async (method: string, path: string, body?: object) => {
    const answer = await send(method, path, body && JSON.stringify(body));
    if (!answer.ok) throw new Error(`The service answered ${answer.status} to ${path}: ${await answer.text()}`);
    return Clock.parse(await answer.json());
  };
  return {
    url,
    session: async () => {
      const answer = await send("POST", "/sandbox/sign-in");
      return sessionBy(SignIn.parse(await answer.json()).signIn);
    },
    client: createClient(({ method, path, body }) => send(method, path, body)),
    today: async () => dayNumber((await clock("GET", "/sandbox/clock")).now.slice(0, 10)),
    setDays: async (days) => {
      await clock("PUT", "/sandbox/clock", { days });
    },
    passDay: async () => {
      await clock("POST", "/sandbox/days", { days: 1, mode: "stands_still" });
    },
  };
}
