// One request to a webhook's target: signed over the very bytes that are sent.
import { createHmac } from "node:crypto";
import { type Event } from "../state/model.ts";

const PATIENCE = 10_000;

export const hmac = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");

export interface Told {
  /** 200 and 204 are the only good answers. */
  ok: boolean;
  status: number | undefined;
  secret: string | null;
  said: string;
}

async function post(target: string, headers: Record<string, string>, body: string): Promise<Told> {
  try {
    const response = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const said = (await response.text()).slice(0, 300);
    const { status } = response;
    return { ok: status === 200 || status === 204, status, secret: response.headers.get("x-hook-secret"), said };
  } catch (error) {
    return { ok: false, status: undefined, secret: null, said: error instanceof Error ? error.message : String(error) };
  }
}

export const shakeHands = (target: string, secret: string): Promise<Told> =>
  post(target, { "x-hook-secret": secret }, "{}");

export function deliver(target: string, secret: string, events: Event[]): Promise<Told> {
  const body = JSON.stringify({ events });
  return post(target, { "x-hook-signature": hmac(secret, body) }, body);
}
