// Who hears of what, when it last did, and what stands in the way.
import { AdminView } from "../wire.ts";
import { momentName } from "./days.ts";
import { useLoaded } from "./use-loaded.ts";

export function AdminWebhooksPage() {
  const { value } = useLoaded("/site/admin", AdminView);
  const hooks = value?.webhooks ?? [];
  return (
    <div className="page admin">
      <div className="page-head">
        <h1>Webhooks</h1>
      </div>
      {hooks.length === 0 && value ? <p className="quiet">Nobody listens.</p> : null}
      {hooks.length === 0 ? null : (
        <div className="table-frame" role="region" aria-label="Webhooks" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Of</th>
                <th scope="col">To</th>
                <th scope="col">For</th>
                <th scope="col">Last success</th>
                <th scope="col">Last failure</th>
                <th scope="col">Waiting</th>
              </tr>
            </thead>
            <tbody>
              {hooks.map((hook) => (
                <tr key={hook.gid}>
                  <th scope="row">{hook.resource}</th>
                  <td className="address">{hook.target}</td>
                  <td>{hook.by}</td>
                  <td>{hook.lastSuccess === null ? "never" : momentName(hook.lastSuccess)}</td>
                  <td>
                    {hook.lastFailure === null ? "none" : `${momentName(hook.lastFailure)}: ${hook.failure}`}
                    {hook.retries === 0 ? null : (
                      <strong>{`, ${String(hook.retries)} in a row${hook.deletion === null ? "" : `; deleted after ${momentName(hook.deletion)}`}`}</strong>
                    )}
                  </td>
                  <td>{hook.waiting}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
