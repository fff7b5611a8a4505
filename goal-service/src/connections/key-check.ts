import type { Ground } from "../ground.ts";
import { open } from "../secrets.ts";

/**
 * Ends the start when SECRET_KEY is not the one that the stored secrets were encrypted with: every webhook would look
 * badly signed and every permission lost, one by one. Where nothing is stored yet any key will do.
 */
export async function checkSecretKey(ground: Ground): Promise<void> {
  const { rows } = await ground.db.pool.query<{ sealed: string }>(
    `(SELECT secret AS sealed FROM connection WHERE secret IS NOT NULL ORDER BY workspace_id, id LIMIT 2)
     UNION ALL (SELECT refresh FROM account_grant ORDER BY workspace_id LIMIT 2)
     UNION ALL (SELECT secret FROM subscription WHERE secret IS NOT NULL ORDER BY workspace_id, id LIMIT 2)`,
  );
  if (rows.every(({ sealed }) => opens(ground, sealed))) return;
  throw new Error(
    "SECRET_KEY is not the key that this database's secrets were encrypted with. Give the one that was used before; with another, every connection would have to be made anew.",
  );
}

function opens(ground: Ground, sealed: string): boolean {
  try {
    open(ground.config.secretKey, sealed);
    return true;
  } catch {
    return false;
  }
}
