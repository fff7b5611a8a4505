import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { WriteButton } from "../components/write-button.tsx";
import { connectionsQuery } from "../queries.ts";
import { toolWord } from "../words.ts";
import { createsIn } from "./creates-in.ts";

const CreateWorkDialog = lazy(async () => ({ default: (await import("./create-work-dialog.tsx")).CreateWorkDialog }));

interface CreateWorkProps {
  initiativeId: string;
  short?: boolean;
  /** The tool whose form stands open from the beginning. */
  asked?: string | null;
  onClosed?: () => void;
}

/** One button for each connected tool in which work can be created. `short`: only the first names the act. */
export function CreateWork({ initiativeId, short = false, asked = null, onClosed }: CreateWorkProps) {
  const connections = useQuery(connectionsQuery).data?.items ?? [];
  const [tool, setTool] = useState<string | null>(asked);
  const tools = createsIn(connections);
  return (
    <>
      {tools.map((name, index) => (
        <WriteButton
          key={name}
          className={short ? "h-[26px]" : ""}
          aria-label={`Create in ${toolWord(name)}`}
          onClick={() => {
            setTool(name);
          }}
        >
          <Plus size={13} aria-hidden />
          <span>
            {(!short || index === 0) && <span className={short ? "@max-2xl:sr-only" : ""}>Create in </span>}
            {toolWord(name)}
          </span>
        </WriteButton>
      ))}
      {tool !== null && tools.includes(tool) && (
        <Suspense>
          <CreateWorkDialog
            initiativeId={initiativeId}
            tool={tool}
            onClose={() => {
              setTool(null);
              onClosed?.();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
