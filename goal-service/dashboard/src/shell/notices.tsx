import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CloudOff, History, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { moment } from "../format.ts";
import { meQuery } from "../queries.ts";
import { useUnshown } from "../unshown.ts";
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

const FAULTS_SHOWN = 3;

/** What the service could not show: how many of what, and which numbers to tell. */
function UnshownStrip() {
  const unshown = useUnshown();
  if (unshown === null) return null;
  const { what, faults } = unshown;
  const more = faults.length - FAULTS_SHOWN;
  return (
    <Strip icon={<TriangleAlert size={14} aria-hidden className="flex-none text-riskmark" />}>
      <span className="font-medium text-fg">{what} can’t be shown here.</span> Something failed on our side; the rest is
      complete. Tell whoever runs Throughline, with {faults.length === 1 ? "this number" : "these numbers"}:{" "}
      <span className="font-mono select-all">{faults.slice(0, FAULTS_SHOWN).join(", ")}</span>
      {more > 0 && ` and ${more} more`}.
    </Strip>
  );
}

/** What concerns the whole screen: no network, a day in the past, or something that can't be shown. */
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
      <UnshownStrip />
    </>
  );
}
