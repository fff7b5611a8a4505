// The rail at the left: projects, and the app's pages in the open one.
import { useSite } from "./site-context.ts";

const tint = (key: string): number => Array.from(key).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;

export function Rail() {
  const { site, path, go } = useSite();
  const [, first, second = ""] = path.split("/");
  const open =
    first === "projects"
      ? second
      : first === "browse"
        ? (second.split("-")[0] ?? "")
        : first === ""
          ? (site.projects[0]?.key ?? "")
          : "";
  const pages = site.modules.filter((module) => module.kind === "jira:projectPage");
  return (
    <nav className="rail" aria-label="Projects">
      <h2 className="rail-head">Projects</h2>
      <ul>
        {site.projects.map((project) => (
          <li key={project.key}>
            <RailLink to={`/projects/${project.key}`} current={open === project.key} go={go}>
              <span className="project-mark" data-tint={tint(project.key)} aria-hidden="true">
                {project.key.charAt(0)}
              </span>
              {project.name}
            </RailLink>
            {open === project.key && pages.length > 0 ? (
              <ul>
                {pages.map((module) => (
                  <li key={module.key}>
                    <RailLink
                      to={`/projects/${project.key}/apps/${module.key}`}
                      current={path.endsWith(module.key)}
                      go={go}
                    >
                      {module.title}
                    </RailLink>
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="rail-note">A stand-in for Jira Cloud on this machine. Nothing here leaves it.</p>
    </nav>
  );
}

function RailLink({
  to,
  current,
  go,
  children,
}: {
  to: string;
  current: boolean;
  go: (to: string) => void;
  children: React.ReactNode;
}) {
  return (
    <a
      href={to}
      className="rail-link"
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
