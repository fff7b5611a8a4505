import type { WorkItem } from "@throughline/shared/work-items";
import type { ReactNode } from "react";
import { api } from "../api.ts";
import { useSave } from "../use-save.ts";
import { toolWord } from "../words.ts";
import { useWriteBlock } from "../write-block.ts";

type Other = NonNullable<WorkItem["sameWork"]>;

/** "same work as SUP-8 (Jira), counted once there". */
export function sameWorkWords({ key, title, tool, counts, suggested }: Other): string {
  const other = `${key ?? title} (${toolWord(tool)})`;
  if (suggested) return `maybe the same work as ${other}`;
  return `same work as ${other}, counted once ${counts ? "there" : "here"}`;
}

const TOUCHES = [["goal"], ["initiative"], ["portfolio"], ["load"]] as const;

function Act({ disabled, onClick, children }: { disabled: boolean; onClick: () => void; children: ReactNode }) {
  const block = useWriteBlock();
  const off = disabled || block !== null;
  return (
    <button
      type="button"
      aria-disabled={off}
      {...(block !== null && { "data-tip": block })}
      onClick={off ? undefined : onClick}
      className="flex-none rounded-sm text-fg2 underline decoration-line2 underline-offset-2 hover:text-fg aria-disabled:opacity-50 pointer-coarse:min-h-11"
    >
      {children}
    </button>
  );
}

/** The other side of a mirrored pair, undone by one click; what is only suggested is one click from being so. */
export function SameWork({ id, other }: { id: string; other: Other }) {
  const say = (same: boolean) => (same ? api.mirrorWorkItem({ id, of: other.id }) : api.unmirrorWorkItem({ id }));
  const { save, saving, problem } = useSave(say, { touches: TOUCHES, onDone: () => undefined });
  return (
    <span className="flex flex-wrap gap-x-2 pb-1 pl-6 text-2xs text-fg3">
      <span data-tip={other.why}>{sameWorkWords(other)}</span>
      {other.suggested && (
        <Act disabled={saving} onClick={() => save(true)}>
          Yes, the same
        </Act>
      )}
      <Act disabled={saving} onClick={() => save(false)}>
        Not the same
      </Act>
      {problem !== null && (
        <span role="alert" className="text-off">
          {problem}
        </span>
      )}
    </span>
  );
}
