// A project: its head, its list or board, its rules, and the open task beside them.
import { Menu, type MenuItem } from "../../base/pages/menu.tsx";
import { type ProjectInfo, Rows } from "../wire.ts";
import { act } from "./api.ts";
import { BoardView } from "./board-view.tsx";
import { Chevron } from "../../base/pages/icons.tsx";
import { Lock } from "./icons.tsx";
import { LinkTo } from "./link-to.tsx";
import { ListView } from "./list-view.tsx";
import { Missing } from "./missing.tsx";
import { RulesView } from "./rules-view.tsx";
import { useProject, useSite } from "./site-context.ts";
import { TaskPane } from "./task-pane.tsx";
import { useLoaded } from "./use-loaded.ts";

interface Props {
  project: string;
  task: string;
  view: string | null;
}

const views = ["list", "board", "rules"] as const;

export function ProjectPage({ project: gid, task, view: wanted }: Props) {
  const { go } = useSite();
  const project = useProject(gid);
  const { value, problem } = useLoaded(`/site/project/${gid}`, Rows);
  if (!project) return <Missing what="project" />;
  const view = views.find((one) => one === wanted) ?? project.view;
  const rows = value?.rows ?? [];
  return (
    <div className="project" data-pane={task !== "" || undefined}>
      <div className="project-main">
        <Head project={project} view={view} />
        {problem === undefined ? null : <p role="alert">{problem}</p>}
        {view === "list" ? <ListView project={project} rows={rows} open={task} /> : null}
        {view === "board" ? <BoardView project={project} rows={rows} open={task} /> : null}
        {view === "rules" ? <RulesView project={project} /> : null}
      </div>
      {task === "" ? null : (
        <TaskPane
          key={task}
          task={task}
          close={() => {
            go(`/0/${gid}${window.location.search}`);
          }}
        />
      )}
    </div>
  );
}

function Head({ project, view }: { project: ProjectInfo; view: string }) {
  return (
    <div className="page-head project-head">
      <div className="project-title">
        <span className="square square-large" data-color={project.color} aria-hidden="true" />
        <h1>{project.name}</h1>
        {project.private ? <Lock /> : null}
        <span className="grow" />
        <Customize project={project} />
      </div>
      <nav className="tabs" aria-label="Views">
        {views.map((one) => (
          <LinkTo key={one} to={`/0/${project.gid}?view=${one}`} className="tab" current={one === view}>
            {one.charAt(0).toUpperCase() + one.slice(1)}
          </LinkTo>
        ))}
      </nav>
    </div>
  );
}

/** Apps come to a project by hand only: no API adds them. */
function Customize({ project }: { project: ProjectInfo }) {
  const { site, go, attempt } = useSite();
  const { name, blocked } = site.app;
  if (!project.mayEdit) return null;
  const setApp = (added: boolean): void => {
    void attempt("Not changed", () => act("POST", `/site/project/${project.gid}/app`, { added }));
  };
  const app: MenuItem = project.hasApp
    ? {
        label: `Remove ${name}`,
        run: () => {
          setApp(false);
        },
      }
    : {
        label: `Add ${name}`,
        ...(blocked ? { hint: "blocked by an admin" } : {}),
        run: () => {
          setApp(true);
        },
      };
  return (
    <Menu
      label="Customize this project"
      className="button"
      align="end"
      items={[
        { heading: "Apps" },
        app,
        { heading: "Rules" },
        {
          label: "Show rules",
          run: () => {
            go(`/0/${project.gid}?view=rules`);
          },
        },
      ]}
    >
      Customize <Chevron />
    </Menu>
  );
}
