import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { CloudOff, History, TriangleAlert, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { type Silence, useSilence } from "../answering.ts";
import { moment } from "../format.ts";
import { meQuery } from "../queries.ts";
import { useUnshown } from "../unshown.ts";
import { useAt, useOnline } from "../write-block.ts";

function Strip({ icon, urgent = false, children }: { icon: ReactNode; urgent?: boolean; children: ReactNode }) {
  return (
    <div
      role={urgent ? "alert" : "status"}
      className={clsx(
        "sticky top-0 z-30 flex items-center gap-2 border-b px-4 py-2 text-xs md:px-8",
        urgent ? "border-ink bg-ink text-inkfg" : "border-line bg-sub text-fg2",
      )}
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

/** Since when nothing is known any more, in words. */
function Silent({ silence, zone }: { silence: Silence; zone: string }) {
  return (
    <Strip urgent icon={<Unplug size={14} aria-hidden className="flex-none" />}>
      <strong className="font-medium">Throughline does not answer.</strong> What you see is as of{" "}
      {moment(new Date(silence.since).toISOString(), zone)} and may have changed; it is asked again by itself.
      {silence.why !== null && ` ${silence.why}`}
    </Strip>
  );
}

/** What concerns the whole screen: no answer, a day in the past, or something that can't be shown. */
export function Notices() {
  const online = useOnline();
  const silence = useSilence();
  const at = useAt();
  const zone = useQuery(meQuery).data?.workspace.zone ?? "UTC";
  return (
    <>
      {!online && (
        <Strip icon={<CloudOff size={14} aria-hidden className="flex-none text-fg3" />}>
          You are offline. This is what was known last; it can be read, not changed.
        </Strip>
      )}
      {online && silence !== null && <Silent silence={silence} zone={zone} />}
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
