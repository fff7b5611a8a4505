// Administration of apps: on which projects it is, who allowed it, and the switch that blocks it for everybody.
import { AdminView } from "../wire.ts";
import { act } from "./api.ts";
import { momentName } from "./days.ts";
import { useSite } from "./site-context.ts";
import { useLoaded } from "./use-loaded.ts";

export function AdminAppsPage() {
  const { site, attempt } = useSite();
  const { value } = useLoaded("/site/admin", AdminView);
  const app = value?.app;
  return (
    <div className="page admin">
      <div className="page-head">
        <h1>Apps</h1>
      </div>
      {app ? (
        <>
          <section className="panel" aria-labelledby="admin-app">
            <div className="panel-head">
              <h2 id="admin-app">{app.name}</h2>
              <button
                type="button"
                className={app.blocked ? "button button-primary" : "button"}
                disabled={!site.me.admin}
                onClick={() =>
                  void attempt("Not changed", () => act("POST", "/site/admin/block", { blocked: !app.blocked }))
                }
              >
                {app.blocked ? "Allow again" : "Block for the workspace"}
              </button>
            </div>
            <p>{app.blocked ? "Blocked: nobody in Acme can use it." : "Allowed in Acme."}</p>
            {site.me.admin ? null : <p className="quiet">Only an admin (Oskar Lindqvist) blocks apps.</p>}
            <dl className="facts">
              <dt>Client id</dt>
              <dd>{app.clientId}</dd>
              <dt>Registered for</dt>
              <dd>{app.registration === "full" ? "full permissions" : `${String(app.scopes.length)} scopes`}</dd>
              {app.addresses.map(({ what, url }) => (
                <div key={what} className="facts-row">
                  <dt>{what}</dt>
                  <dd>{url}</dd>
                </div>
              ))}
              {app.redirectUris.map((uri) => (
                <div key={uri} className="facts-row">
                  <dt>Redirect address</dt>
                  <dd>{uri}</dd>
                </div>
              ))}
            </dl>
          </section>
          <Projects />
          <Grants grants={value.grants} />
        </>
      ) : null}
    </div>
  );
}

function Projects() {
  const { site, attempt } = useSite();
  return (
    <section className="panel" aria-labelledby="admin-projects">
      <div className="panel-head">
        <h2 id="admin-projects">Projects with the app</h2>
      </div>
      <ul className="switches">
        {site.projects.map((project) => (
          <li key={project.gid}>
            <label>
              <input
                type="checkbox"
                checked={project.hasApp}
                disabled={!project.mayEdit}
                onChange={() =>
                  void attempt("Not changed", () =>
                    act("POST", `/site/project/${project.gid}/app`, { added: !project.hasApp }),
                  )
                }
              />
              {project.name}
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Grants({ grants }: { grants: AdminView["grants"] }) {
  const { attempt } = useSite();
  return (
    <section className="panel" aria-labelledby="admin-grants">
      <div className="panel-head">
        <h2 id="admin-grants">Who allowed it</h2>
      </div>
      {grants.length === 0 ? <p className="quiet">Nobody yet.</p> : null}
      <ul className="grants">
        {grants.map((grant) => (
          <li key={grant.id}>
            <span className="grow">{`${grant.who}, ${momentName(grant.at)}, ${String(grant.scopes)} scopes`}</span>
            <button
              type="button"
              className="button"
              onClick={() => void attempt("Not taken back", () => act("DELETE", `/site/admin/grants/${grant.id}`))}
            >
              Take back
              <span className="hidden">{` from ${grant.who}`}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
