-- The evaluator writes a version of its own when the shown state turns. What turned before is taken from the reports.
INSERT INTO "version" ("workspace_id", "kind", "id", "no", "recorded_at", "by", "body")
SELECT "workspace_id", 'turn', "id", "no", "recorded_at", "by", jsonb_build_object('state', "state", 'rule', "rule", 'item', "item")
FROM (
  SELECT *, "body"->'report'->>'state' AS "state", "body"->'report'->>'rule' AS "rule", "body"->'report'->'evidence'->0->'items'->>0 AS "item",
    lag("body"->'report'->>'state') OVER (PARTITION BY "workspace_id", "id" ORDER BY "no") AS "before"
  FROM "version" WHERE "kind" = 'health') AS "report"
WHERE "before" IS DISTINCT FROM "state"
ON CONFLICT DO NOTHING;
