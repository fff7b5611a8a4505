import { ToolIcon } from "./tool-icon.tsx";

interface ToolKeyProps {
  tool: string;
  itemKey: string | null;
  url: string | null;
}

/** The ticket's key, a link into its tool where the reader may follow it. */
export function ToolKey({ tool, itemKey, url }: ToolKeyProps) {
  const text = (
    <>
      <ToolIcon tool={tool} />
      {itemKey !== null && <span className="truncate text-xs">{itemKey}</span>}
    </>
  );
  const look = "inline-flex max-w-full items-center gap-1.5 align-middle text-fg2";
  if (url === null) return <span className={look}>{text}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer" className={`${look} rounded-sm hover:text-fg hover:underline`}>
      {text}
    </a>
  );
}
