// Who looks at the pages. A name of its own: cookies do not tell ports apart, and the sandbox Jira has one too.
import { type Request } from "express";
import { findUser } from "../state/people.ts";

export const COOKIE = "sandbox_asana_user";

export function cookieUser(request: Request): string | undefined {
  const match = /(?:^|;\s*)sandbox_asana_user=([^;]+)/.exec(request.get("cookie") ?? "");
  return match?.[1] === undefined ? undefined : findUser(decodeURIComponent(match[1]))?.gid;
}
