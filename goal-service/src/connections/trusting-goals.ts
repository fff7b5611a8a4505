/**
 * The initiatives `i` whose goals trust a connection `c`, in SQL: those with open work in it, or with open work that has its
 * other side there (a mirrored pair). When it falls behind or is up to date again they are looked at anew.
 */
export const TRUSTING = `JOIN work_item w ON w.workspace_id = c.workspace_id AND w.connection_id = c.id
LEFT JOIN work_item m ON m.workspace_id = w.workspace_id AND m.id = w.mirror_of
JOIN initiative i ON i.workspace_id = w.workspace_id AND i.id = COALESCE(m.initiative_id, w.initiative_id)
  AND COALESCE(m.category, w.category) IN ('todo', 'doing')`;
