// Who calls the REST API: the app with a token that the sandbox itself gave it, a person by the cookie of the pages, or a
// person by Basic authentication with an API token, as scripts do.
import { randomBytes } from "node:crypto";
import { type Request } from "express";
import { asApp, asPerson, type Principal } from "../state/permissions.ts";
import { type SiteData } from "../state/model.ts";
import { findUser, userByName } from "../state/people.ts";

/** Where an app's calls go in Cloud: what they are answered names this host and not the site. */
export const gatewayOf = ({ cloudId }: Pick<SiteData, "cloudId">): string =>
  `https://api.atlassian.com/ex/jira/${cloudId}`;

interface Caller {
  who: Principal;
  scopes: string[] | undefined;
  pages: boolean;
}

export class Tokens {
  readonly #known = new Map<string, Caller>();
  readonly #byCaller = new Map<string, string>();

  /** A bearer token for the app itself, or for the app on behalf of a person; good only for the app's scopes. */
  forApp(scopes: string[], accountId?: string): string {
    const name = `${accountId ?? "app"} ${scopes.join(" ")}`;
    const known = this.#byCaller.get(name);
    if (known !== undefined) return known;
    const token = randomBytes(24).toString("base64url");
    this.#byCaller.set(name, token);
    this.#known.set(token, { who: accountId === undefined ? asApp : asPerson(accountId), scopes, pages: false });
    return token;
  }

  forget(): void {
    this.#known.clear();
    this.#byCaller.clear();
  }

  read(request: Request): Caller | undefined {
    const header = request.get("authorization") ?? "";
    const [scheme, value = ""] = header.split(" ");
    if (scheme === "Bearer") return this.#known.get(value);
    if (scheme === "Basic") {
      const [email = "", secret = ""] = Buffer.from(value, "base64").toString().split(":");
      const user = secret === "sandbox" ? userByName(email) : undefined;
      return user && { who: asPerson(user.accountId), scopes: undefined, pages: false };
    }
    if (header !== "") return undefined;
    const user = cookieUser(request);
    return user === undefined ? undefined : { who: asPerson(user), scopes: undefined, pages: true };
  }
}

export function cookieUser(request: Request): string | undefined {
  const match = /(?:^|;\s*)sandbox_user=([^;]+)/.exec(request.get("cookie") ?? "");
  const user = match?.[1] === undefined ? undefined : findUser(decodeURIComponent(match[1]));
  return user?.accountType === "atlassian" ? user.accountId : undefined;
}
