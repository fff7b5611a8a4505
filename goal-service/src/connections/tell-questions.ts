/**
 * The end of a statement whose rows `ended` are wishes that came to an end: where one is the comment of a question, whoever
 * has its goal open hears of it. `$1` is the workspace; `at`: the parameter that holds the moment.
 */
export const tellQuestions = (at: string): string => `told AS (
  INSERT INTO live_event (workspace_id, kind, ref, version, goal_id, at)
  SELECT g.workspace_id, 'goal', g.id::text, g.version, CASE WHEN g.private THEN g.id END, ${at}::timestamptz
  FROM ended e JOIN question q ON q.workspace_id = $1 AND q.id = e.id JOIN goal g ON g.workspace_id = q.workspace_id AND g.id = q.goal_id
  RETURNING 1)
SELECT pg_notify('throughline', 'live') FROM told LIMIT 1`;
