import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight } from "lucide-react";
import { buttonClass } from "../components/button.tsx";
import { Dialog, DialogBody, DialogFoot } from "../components/dialog.tsx";
import { initiativeQuery } from "../queries.ts";
import { toolWord } from "../words.ts";

interface AllowFirstProps {
  title: string;
  tool: string;
  initiativeId: string;
  /** Where the permission is given. */
  allow: string;
  onClose: () => void;
}

/** The way back from the tool's consent page leads to the form under this initiative. */
function addressOf(allow: string, key: string | undefined): string {
  const address = new URL(allow);
  if (key !== undefined) address.searchParams.set("create", key);
  return address.href;
}

/** The permission is asked for before anything is filled in. */
export function AllowFirst({ title, tool, initiativeId, allow, onClose }: AllowFirstProps) {
  const key = useQuery(initiativeQuery(initiativeId)).data?.key;
  const name = toolWord(tool);
  return (
    <Dialog title={title} about="The work carries its goal from birth." onClose={onClose}>
      <DialogBody>
        <p>
          Work is created in {name} as you, so {name} asks you once whether Throughline may do that. You come back to
          this form afterwards.
        </p>
      </DialogBody>
      <DialogFoot>
        <a href={addressOf(allow, key)} className={buttonClass("main", "h-8")}>
          Allow it in {name}
          <ArrowUpRight size={14} aria-hidden />
        </a>
      </DialogFoot>
    </Dialog>
  );
}
