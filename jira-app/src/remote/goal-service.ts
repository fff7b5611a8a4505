import { invokeRemote } from "@forge/api";
import { type Client, createClient, Refusal, type Send } from "@throughline/shared/client";
import { ErrorBody } from "@throughline/shared/endpoint";
import { type Page, PageAnswer } from "@throughline/shared/page";
import { z } from "zod";
import { knownAddress } from "../jira/site.ts";
import { log } from "../log.ts";
import { failed, good, type Outcome, type Problem, within } from "../outcome.ts";

/** The only file that calls the goal service. Forge adds the token that proves the app and the site. */
const REMOTE = "goal-service";

type Request = Parameters<Send>[0];

function request(accountId: string | null, { method, path, body }: Request) {
  const site = knownAddress();
  return invokeRemote(REMOTE, {
    method,
    path,
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(accountId === null ? {} : { "X-Throughline-As": accountId }),
      ...(site === null ? {} : { "X-Throughline-Site": site }),
    },
    ...(body === undefined ? {} : { body }),
  });
}

const sendAs =
  (accountId: string | null): Send =>
  async (call) => {
    const response = await request(accountId, call);
    return { status: response.status, text: () => response.text() };
  };

/** The service as one person, who must come from the resolver's own context, or as the app when nobody is asking. */
export const service = (accountId: string | null): Client => createClient(sendAs(accountId));

const PairingCode = z.looseObject({ code: z.string() });

function refusedWith(status: number, code: string, message: string, details: unknown): Problem {
  if (code === "not_paired") {
    const pairing = PairingCode.safeParse(details);
    return { kind: "not_paired", code: pairing.success ? pairing.data.code : null };
  }
  if (status === 429) return { kind: "busy", who: "throughline", retryAfter: 30 };
  if (status >= 500) return { kind: "service_down" };
  if (status === 404) return { kind: "not_found" };
  return { kind: "refused", code, message };
}

/** What the platform throws when no answer came: no address entered, no connection, or too slow. */
function unanswered(error: unknown): Problem {
  const said = error instanceof Error ? error.message : "no answer";
  // @forge/api does not export the class of this error.
  if (said.startsWith("Invalid remote key")) return { kind: "no_address" };
  log("warn", "service unreachable", { said });
  return { kind: "service_down" };
}

/** A person waits for an answer; a page of items may take longer. */
const PATIENCE = 6_000;
const PATIENCE_FOR_PAGES = 20_000;

export async function ask<T>(call: () => Promise<T>, patience = PATIENCE): Promise<Outcome<T>> {
  try {
    return good(await within(patience, call()));
  } catch (error) {
    if (error instanceof Refusal) {
      return failed(refusedWith(error.status, error.code, error.message, error.details));
    }
    if (error instanceof z.ZodError) {
      log("error", "service answered in another shape", { issues: error.issues.slice(0, 5) });
      return failed({ kind: "unknown", detail: "Throughline answered in a shape that this version doesn't know." });
    }
    return failed(unanswered(error));
  }
}

export type PageInput = z.input<typeof Page>;

/** Tells what was read, and hears what is wanted, what to read and from when. */
export const postPage = (page: PageInput): Promise<Outcome<PageAnswer>> =>
  ask(async () => {
    const answer = await request(null, { method: "POST", path: "/hooks/jira", body: JSON.stringify(page) });
    const body: unknown = JSON.parse((await answer.text()) || "null");
    if (answer.status < 300) return PageAnswer.parse(body);
    const said = ErrorBody.safeParse(body);
    throw new Refusal(
      answer.status,
      said.success ? said.data.error : { code: "unreachable", message: `Throughline answered ${answer.status}.` },
    );
  }, PATIENCE_FOR_PAGES);
