import { api } from "../api.ts";
import { useToast } from "../components/toast.tsx";
import { useSave } from "../use-save.ts";
import { AdminButton } from "./admin-button.tsx";

/** Approves a site that was ours before and was installed anew: its token proves the site, so no code is typed. */
export function ConnectAgain({ connectionId }: { connectionId: string }) {
  const say = useToast();
  const { save, saving, problem } = useSave(() => api.pairConnection({ connectionId }), {
    touches: [["connections"], ["portfolio"]],
    onDone: (connection) => {
      say(`${connection.name} is connected again. What happened meanwhile is read within the hour.`);
    },
  });
  return (
    <span className="flex flex-wrap items-center gap-2">
      {problem !== null && (
        <span role="alert" className="text-xs text-off">
          {problem}
        </span>
      )}
      <AdminButton
        look="main"
        disabled={saving}
        onClick={() => {
          save(undefined);
        }}
      >
        {saving ? "Connecting" : "Connect again"}
      </AdminButton>
    </span>
  );
}
