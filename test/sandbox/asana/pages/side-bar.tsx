// The side bar: home, own tasks, projects, administration.
import { type ReactNode } from "react";
import { Gear, Home, Hook, Lock, Tick } from "./icons.tsx";
import { LinkTo } from "./link-to.tsx";
import { useSite } from "./site-context.ts";

export function SideBar() {
  const { site, path } = useSite();
  const [, first = "", second = ""] = path.split(/[/?]/);
  const place = (to: string, icon: ReactNode, text: string, current: boolean) => (
    <li>
      <LinkTo to={to} className="side-link" current={current}>
        {icon}
        {text}
      </LinkTo>
    </li>
  );
  return (
    <nav className="side" aria-label="Workspace">
      <ul>
        {place("/", <Home />, "Home", first === "")}
        {place("/my", <Tick />, "My tasks", first === "my")}
      </ul>
      <h2 className="side-head">Projects</h2>
      <ul>
        {site.projects.map((project) => (
          <li key={project.gid}>
            <LinkTo to={`/0/${project.gid}`} className="side-link" current={second === project.gid}>
              <span className="square" data-color={project.color} aria-hidden="true" />
              <span className="grow clip">{project.name}</span>
              {project.private ? <Lock /> : null}
            </LinkTo>
          </li>
        ))}
      </ul>
      <h2 className="side-head">Administration</h2>
      <ul>
        {place("/admin/apps", <Gear />, "Apps", first === "admin" && second === "apps")}
        {place("/admin/webhooks", <Hook />, "Webhooks", first === "admin" && second === "webhooks")}
      </ul>
      <p className="side-note">A stand-in for Asana on this machine. Nothing here leaves it.</p>
    </nav>
  );
}
