// Small signs for kinds of work, in the colours people know from Jira; always beside a word or with one hidden.
const shapes: Record<string, { fill: string; path: string }> = {
  Epic: { fill: "var(--type-epic)", path: "M9 3 5 9h3l-1 4 4-6H8z" },
  Story: { fill: "var(--type-story)", path: "M5 3h6v10l-3-2.4L5 13z" },
  Task: { fill: "var(--type-task)", path: "M4.4 8.2 7 10.8l4.8-5.6" },
  Bug: { fill: "var(--type-bug)", path: "M8 4.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8z" },
  "Sub-task": { fill: "var(--type-task)", path: "M4 4h5v5H4zM7 7h5v5H7z" },
};

export function TypeIcon({ type }: { type: string }) {
  const shape = shapes[type] ?? { fill: "var(--type-task)", path: "" };
  const drawn =
    type === "Task"
      ? { fill: "none", stroke: "#fff", strokeWidth: 1.8 }
      : { fill: type === "Sub-task" ? "none" : "#fff", stroke: type === "Sub-task" ? "#fff" : "none" };
  return (
    <svg className="type-icon" viewBox="0 0 16 16" width="16" height="16" role="img" aria-label={type}>
      <rect width="16" height="16" rx="3" fill={shape.fill} />
      <path d={shape.path} {...drawn} />
    </svg>
  );
}

export const Flagged = () => (
  <svg className="flag-icon" viewBox="0 0 16 16" width="14" height="14" role="img" aria-label="Flagged: Impediment">
    <path
      d="M3 2v12M3 3h9l-2 3 2 3H3"
      fill="var(--danger)"
      stroke="var(--danger)"
      strokeWidth="1.4"
      strokeLinejoin="round"
    />
  </svg>
);

/** The item carries Throughline's mark. */
export const Marked = () => (
  <svg
    className="mark-icon"
    viewBox="0 0 16 16"
    width="14"
    height="14"
    role="img"
    aria-label="Carries a Throughline mark"
  >
    <circle cx="8" cy="8" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.5" />
    <circle cx="8" cy="8" r="1.8" fill="currentColor" />
  </svg>
);
