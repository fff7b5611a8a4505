-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "initiative_id" UUID;

-- Moves decided before: the key that stood in the words becomes the id that it named.
UPDATE "decision" d SET "initiative_id" = i."id", "what" = 'Move it to another initiative'
FROM "initiative" i
WHERE d."kind" = 'move' AND i."workspace_id" = d."workspace_id" AND d."what" = 'Move it to INI-' || i."no";

-- Addresses that wait although who made them may not invite any more.
UPDATE "invitation" n SET "withdrawn_at" = now()
WHERE n."used_at" IS NULL AND n."withdrawn_at" IS NULL AND n."replaced_by" IS NULL AND NOT EXISTS (
  SELECT 1 FROM "membership" m
  WHERE m."workspace_id" = n."workspace_id" AND m."person_id" = n."invited_by" AND m."role" = 'admin');
