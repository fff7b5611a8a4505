// Home: who I am today, my next tasks, the projects.
import { Rows } from "../wire.ts";
import { Lock } from "./icons.tsx";
import { LinkTo } from "./link-to.tsx";
import { useSite } from "./site-context.ts";
import { TaskRow } from "./task-row.tsx";
import { useLoaded } from "./use-loaded.ts";

const SHOWN = 6;

export function HomePage() {
  const { site } = useSite();
  const mine = useLoaded("/site/my", Rows);
  const open = (mine.value?.rows ?? [])
    .filter((row) => !row.completed)
    .sort((a, b) => (a.due ?? "9999").localeCompare(b.due ?? "9999"));
  const [name = ""] = site.me.name.split(" ");
  const day = new Date(`${site.today}T12:00:00Z`);
  return (
    <div className="home">
      <p className="home-day">
        {day.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" })}
      </p>
      <h1 className="home-hello">{`Hello, ${name}`}</h1>
      <section className="panel" aria-labelledby="home-mine">
        <div className="panel-head">
          <h2 id="home-mine">My tasks</h2>
          <LinkTo to="/my">See all</LinkTo>
        </div>
        {open.length === 0 && mine.value ? <p className="quiet">Nothing is assigned to you.</p> : null}
        <ul className="rows">
          {open.slice(0, SHOWN).map((row) => (
            <TaskRow key={row.gid} row={row} brief />
          ))}
        </ul>
      </section>
      <section className="panel" aria-labelledby="home-projects">
        <div className="panel-head">
          <h2 id="home-projects">Projects</h2>
        </div>
        <ul className="tiles">
          {site.projects.map((project) => (
            <li key={project.gid}>
              <LinkTo to={`/0/${project.gid}`} className="tile">
                <span className="square square-large" data-color={project.color} aria-hidden="true" />
                <span>
                  <strong>
                    {project.name} {project.private ? <Lock /> : null}
                  </strong>
                  <small>{`${project.team}, ${String(project.open)} open of ${String(project.total)}`}</small>
                </span>
              </LinkTo>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
