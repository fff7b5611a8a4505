import type { Request } from "express";
import type { Ground } from "../ground.ts";
import { SESSION_LIFE } from "./credentials.ts";

const COOKIE = "throughline";

/** The browser that asks: what it is, the session that its cookie holds, and a new one or none for it. */
export interface Browser {
  device: string;
  session: string | undefined;
  keep: (session: string) => void;
  forget: () => void;
}

export function browserOf(ground: Ground, request: Request): Browser {
  const options = {
    httpOnly: true,
    sameSite: "lax",
    secure: ground.config.publicUrl.startsWith("https:"),
    path: "/",
  } as const;
  const { res: response } = request;
  return {
    device: deviceOf(request.headers["user-agent"] ?? ""),
    session: cookie(request),
    // A stream that is asked anew who listens has sent its headers long ago.
    keep: (session) => {
      if (response?.headersSent === false) response.cookie(COOKIE, session, { ...options, maxAge: SESSION_LIFE });
    },
    forget: () => response?.clearCookie(COOKIE, options),
  };
}

function cookie(request: Request): string | undefined {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === COOKIE)?.[1];
}

/** In the order in which they must be asked: most browsers also say that they are another one. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS|Chromium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** "Chrome on Windows": in our own words, never in those of the header. */
export function deviceOf(agent: string): string {
  const named = (known: [RegExp, string][]) => known.find(([sign]) => sign.test(agent))?.[1];
  const system = named(SYSTEMS);
  return `${named(BROWSERS) ?? "Unknown browser"}${system === undefined ? "" : ` on ${system}`}`;
}
