// Lets days pass: in the goal service, which counts them, in this site, and in the sandbox Asana alike.
import { useCallback } from "react";
import { type Mode, TimeDialog } from "../../base/pages/time-dialog.tsx";
import { DaysPassed } from "../wire.ts";
import { api } from "./api.ts";
import { useSite } from "./site-context.ts";

export function TimeControl({ close }: { close: () => void }) {
  const { site, reloadSite, changed } = useSite();
  const pass = useCallback(
    async (days: number, mode: Mode): Promise<void> => {
      await api("POST", "/site/days", DaysPassed, { days, mode });
      await reloadSite();
      changed();
    },
    [reloadSite, changed],
  );
  return <TimeDialog today={site.today} days={site.days} pass={pass} refresh={reloadSite} close={close} />;
}
