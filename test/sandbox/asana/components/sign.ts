// A signed request to the app. The page asks for it and sends it itself; the secret stays here.
import { hmac } from "../hooks/post.ts";
import { workspace } from "../state/acme.ts";
import { type Site } from "../state/site.ts";
import { type Ask } from "./ask.ts";
import { type AppConsole } from "./console.ts";

const LIFE = 300_000;
export interface Signed {
  method: "GET" | "POST";
  url: string;
  signature: string;
  body?: string;
}

interface Signing {
  site: Site;
  app: AppConsole;
  user: string;
}

const common = ({ site, user }: Signing): Record<string, string> => ({
  workspace: workspace.gid,
  user,
  expires_at: new Date(site.clock.now() + LIFE).toISOString(),
});

/** Signed over the query as it will be sent, without its question mark. */
function get(signing: Signing, to: string, fields: Record<string, string>): Signed {
  const query = new URLSearchParams({ ...fields, ...common(signing) }).toString();
  const url = `${to}${to.includes("?") ? "&" : "?"}${query}`;
  const signed = url.slice(url.indexOf("?") + 1);
  return { method: "GET", url, signature: hmac(signing.app.client.secret, signed) };
}

export function signPost(signing: Signing, to: string, fields: Record<string, unknown>): Signed {
  const data = JSON.stringify({ ...fields, ...common(signing) });
  return { method: "POST", url: to, signature: hmac(signing.app.client.secret, data), body: JSON.stringify({ data }) };
}

type OnTask = Extract<Ask, { task: string }>;
type OnProject = Extract<Ask, { project: string }>;

const spoken = ({ site }: Signing): Record<string, string> => (site.data.host.locale ? { locale: "en" } : {});
const searched = ({ site }: Signing, text: string): Record<string, string> => ({ [site.data.host.search]: text });

function signOnTask(signing: Signing, ask: OnTask): Signed {
  const { app, site } = signing;
  const { task } = ask;
  switch (ask.call) {
    case "form":
      return get(signing, app.formUrl, { task, ...spoken(signing) });
    case "widget": {
      const { attachment } = ask;
      const found = site.data.attachments.find(({ gid }) => gid === attachment);
      const of = { attachment, asset: attachment, resource_url: found?.url ?? "" };
      return get(signing, app.widgetUrl, { task, ...spoken(signing), ...of });
    }
    case "search":
      return get(signing, ask.url, { task, ...searched(signing, ask.text) });
    case "lookup":
      return get(signing, app.typeaheadUrl, { task, ...searched(signing, ask.text) });
    case "attach":
      return signPost(signing, app.attachUrl, { task, query: ask.query });
    case "change":
      return signPost(signing, ask.url, { task, changed_field: ask.changed_field, values: ask.values });
    case "submit":
      return signPost(signing, ask.url, { task, values: ask.values });
  }
}

function signOnProject(signing: Signing, ask: OnProject): Signed {
  const [action] = signing.app.actions;
  const { project, rule } = ask;
  const fields = { project, action_type: action?.type ?? "", ...(rule === undefined ? {} : { action: rule }) };
  switch (ask.call) {
    case "rule_form":
      return get(signing, action?.formUrl ?? "", { ...fields, ...spoken(signing) });
    case "rule_search":
      return get(signing, ask.url, searched(signing, ask.text));
    case "rule_change":
      return signPost(signing, ask.url, { ...fields, changed_field: ask.changed_field, values: ask.values });
    case "rule_submit":
      return signPost(signing, ask.url, { ...fields, rule_name: ask.rule_name, values: ask.values });
  }
}

export const sign = (signing: Signing, ask: Ask): Signed =>
  "task" in ask ? signOnTask(signing, ask) : signOnProject(signing, ask);
