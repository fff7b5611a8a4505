// Everything that is assigned to the person who looks.
import { Rows } from "../wire.ts";
import { TaskRow } from "./task-row.tsx";
import { useLoaded } from "./use-loaded.ts";

export function MyPage() {
  const mine = useLoaded("/site/my", Rows);
  const rows = [...(mine.value?.rows ?? [])].sort((a, b) => (a.due ?? "9999").localeCompare(b.due ?? "9999"));
  const group = (title: string, completed: boolean) => {
    const some = rows.filter((row) => row.completed === completed);
    if (some.length === 0) return null;
    return (
      <section className="section">
        <h2 className="section-head">
          {title} <span className="count">{some.length}</span>
        </h2>
        <ul className="rows">
          {some.map((row) => (
            <TaskRow key={row.gid} row={row} />
          ))}
        </ul>
      </section>
    );
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>My tasks</h1>
      </div>
      {mine.value?.rows.length === 0 ? <p className="quiet">Nothing is assigned to you.</p> : null}
      {group("To do", false)}
      {group("Done", true)}
    </div>
  );
}
