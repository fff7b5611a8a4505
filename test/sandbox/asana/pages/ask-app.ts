// Asks the app, as Asana's page does: the signature comes from our server, the request goes from here to the app.
import { type Ask } from "../components/ask.ts";
import { Outcome } from "../components/outcome.ts";
import { Signed } from "../wire.ts";
import { api } from "./api.ts";
import { message } from "../../base/pages/use-shell.ts";

const PATIENCE = 10_000;

async function send(signed: (typeof Signed)["_output"]) {
  try {
    const response = await fetch(signed.url, {
      method: signed.method,
      headers: {
        "x-asana-request-signature": signed.signature,
        ...(signed.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(signed.body === undefined ? {} : { body: signed.body }),
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const type = response.headers.get("content-type") ?? "";
    return { url: signed.url, status: response.status, type, text: await response.text() };
  } catch (error) {
    return { url: signed.url, status: null, type: "", text: message(error) };
  }
}

/** What the app's answer comes to. Whatever cannot be shown is `broken`; the server knows why. */
export async function askApp(ask: Ask): Promise<Outcome> {
  const signed = await api("POST", "/site/components/sign", Signed, ask);
  const answer = await send(signed);
  const { call } = ask;
  const about =
    "task" in ask
      ? { task: ask.task }
      : {
          project: ask.project,
          ...(ask.rule === undefined ? {} : { rule: ask.rule }),
          ...("rule_name" in ask ? { rule_name: ask.rule_name, values: ask.values } : {}),
        };
  return api("POST", "/site/components/judge", Outcome, { call, ...about, answer });
}
