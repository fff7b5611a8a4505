import { toolWord } from "../words.ts";

const paths: Record<string, React.ReactNode> = {
  jira: (
    <>
      <rect x=".75" y=".75" width="12.5" height="12.5" rx="3" strokeWidth="1.2" />
      <path d="M8.4 4v4.1a1.9 1.9 0 0 1-3.6.8" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  asana: (
    <g strokeWidth="1.2">
      <circle cx="7" cy="4" r="2.4" />
      <circle cx="3.6" cy="9.9" r="2.4" />
      <circle cx="10.4" cy="9.9" r="2.4" />
    </g>
  ),
};
const other = (
  <path
    d="M5.6 8.4 8.4 5.6M6.4 3.9l.9-.9a2.6 2.6 0 0 1 3.7 3.7l-.9.9M7.6 10.1l-.9.9A2.6 2.6 0 0 1 3 7.3l.9-.9"
    strokeWidth="1.2"
    strokeLinecap="round"
  />
);

/** Our own drawing for each tool, in the text's colour; the name is read aloud. */
export function ToolIcon({ tool, size = 13 }: { tool: string; size?: number }) {
  return (
    <>
      <svg
        width={size}
        height={size}
        viewBox="0 0 14 14"
        aria-hidden
        fill="none"
        stroke="currentColor"
        className="flex-none"
      >
        {paths[tool] ?? other}
      </svg>
      <span className="sr-only">{toolWord(tool)}</span>
    </>
  );
}
