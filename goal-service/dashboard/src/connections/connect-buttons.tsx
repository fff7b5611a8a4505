import type { Endpoints } from "@throughline/shared/endpoints";
import type { ReplyOf } from "@throughline/shared/endpoint";
import { useQuery } from "@tanstack/react-query";
import { Button, buttonClass } from "../components/button.tsx";
import { ToolIcon } from "../components/tool-icon.tsx";
import { meQuery } from "../queries.ts";
import { toolWord } from "../words.ts";

type Tools = ReplyOf<Endpoints["listConnections"]>["tools"];

/** Tools that are connected by signing in to them: the way begins there, or says what an operator has to set first. */
export function ConnectButtons({ tools }: { tools: Tools }) {
  const role = useQuery(meQuery).data?.person?.role;
  return tools.map(({ tool, connectUrl, needs }) => {
    const why = role !== "admin" ? "Only admins of this workspace can change connections." : needs;
    if (connectUrl !== null && role === "admin") {
      return (
        <a key={tool} href={connectUrl} className={buttonClass()}>
          <ToolIcon tool={tool} size={14} />
          Connect {toolWord(tool)}
        </a>
      );
    }
    return (
      <Button key={tool} aria-disabled data-tip={why ?? undefined} className="opacity-50">
        <ToolIcon tool={tool} size={14} />
        Connect {toolWord(tool)}
      </Button>
    );
  });
}
