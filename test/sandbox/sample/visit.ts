// A browser without a screen: it keeps its cookies and goes where it is told, as long as a test or a script wants.
export interface Visit {
  /** Where this address leads, or null when it shows a page. */
  go: (address: string, form?: Record<string, string>) => Promise<string | null>;
}

/** With a session, one who is signed in to Throughline. */
export function visit(session?: string): Visit {
  const cookies = new Map<string, string>(session === undefined ? [] : [["throughline", session]]);
  return {
    go: async (address, form) => {
      const answer = await fetch(address, {
        redirect: "manual",
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
        ...(form && { method: "POST", body: new URLSearchParams(form) }),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      if (answer.status >= 400)
        throw new Error(`${address.split("?")[0] ?? ""} answered ${answer.status}: ${await answer.text()}`);
      const to = answer.headers.get("location");
      return to === null ? null : new URL(to, address).href;
    },
  };
}
