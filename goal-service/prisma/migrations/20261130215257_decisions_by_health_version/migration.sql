-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "health_no" INTEGER;

-- Decisions made before: the last report known by their time.
UPDATE "decision" d SET "health_no" = (
  SELECT max(v."no") FROM "version" v
  WHERE v."workspace_id" = d."workspace_id" AND v."kind" = 'health' AND v."id" = d."goal_id"::text AND v."recorded_at" <= d."recorded_at")
WHERE d."evidence" IS NOT NULL;
