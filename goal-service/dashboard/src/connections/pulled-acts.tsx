import type { Connection } from "@throughline/shared/connections";
import { MoreHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { api } from "../api.ts";
import { MenuButton } from "../components/menu.tsx";
import { useToast } from "../components/toast.tsx";
import { useSave } from "../use-save.ts";
import { AdminButton } from "./admin-button.tsx";

const ContainersDialog = lazy(async () => ({ default: (await import("./containers-dialog.tsx")).ContainersDialog }));
const PulledMenu = lazy(async () => ({ default: (await import("./pulled-menu.tsx")).PulledMenu }));
const EndDialog = lazy(async () => ({ default: (await import("./end-dialog.tsx")).EndDialog }));
const MappingDialog = lazy(async () => ({ default: (await import("./mapping-dialog.tsx")).MappingDialog }));
const ServesDialog = lazy(async () => ({ default: (await import("./serves-dialog.tsx")).ServesDialog }));

/** What an admin does with a connection that we read ourselves. */
export function PulledActs({ connection }: { connection: Connection }) {
  const say = useToast();
  const [dialog, setDialog] = useState<"containers" | "mapping" | "serves" | "end" | null>(null);
  const close = () => {
    setDialog(null);
  };
  const sync = useSave(() => api.syncConnection({ id: connection.id }), {
    touches: [["connections"]],
    onDone: () => {
      say("Everything is read again now.");
    },
  });
  return (
    <span className="ml-auto flex items-center gap-2">
      {sync.problem !== null && (
        <span role="alert" className="text-xs text-off">
          {sync.problem}
        </span>
      )}
      <AdminButton
        onClick={() => {
          setDialog("containers");
        }}
      >
        Choose projects
      </AdminButton>
      <MenuButton
        label={`More for ${connection.name}`}
        aria-label={`More for ${connection.name}`}
        className="grid size-7 place-items-center rounded-md text-fg3 hover:bg-hover hover:text-fg pointer-coarse:size-11"
        face={<MoreHorizontal size={15} aria-hidden />}
      >
        {() => (
          <PulledMenu
            syncing={sync.saving}
            onPick={(act) => {
              if (act === "sync") sync.save(undefined);
              else setDialog(act);
            }}
          />
        )}
      </MenuButton>
      <Suspense>
        {dialog === "containers" && <ContainersDialog connection={connection} onClose={close} />}
        {dialog === "mapping" && <MappingDialog connection={connection} onClose={close} />}
        {dialog === "serves" && <ServesDialog connection={connection} onClose={close} />}
        {dialog === "end" && <EndDialog connection={connection} onClose={close} />}
      </Suspense>
    </span>
  );
}
