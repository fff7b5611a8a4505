import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CloudOff, History } from "lucide-react";
import type { ReactNode } from "react";
import { moment } from "../format.ts";
import { meQuery } from "../queries.ts";
import { useAt, useOnline } from "../write-block.ts";

function Strip({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-b border-line bg-sub px-4 py-2 text-xs text-fg2 md:px-8"
    >
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
    </div>
  );
}

/** What concerns the whole screen: no network, or a day in the past. */
export function Notices() {
  const online = useOnline();
  const at = useAt();
  const zone = useQuery(meQuery).data?.workspace.zone ?? "UTC";
  return (
    <>
      {!online && (
        <Strip icon={<CloudOff size={14} aria-hidden className="flex-none text-fg3" />}>
          You are offline. This is what was known last; it can be read, not changed.
        </Strip>
      )}
      {at !== undefined && (
        <Strip icon={<History size={14} aria-hidden className="flex-none text-fg3" />}>
          As of {moment(at, zone)}.{" "}
          <Link to="." search={(search) => ({ ...search, at: undefined })} className="font-medium text-fg underlined">
            Back to today
          </Link>
        </Strip>
      )}
    </>
  );
}
