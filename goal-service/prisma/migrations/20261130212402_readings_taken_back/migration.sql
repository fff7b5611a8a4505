-- AlterTable
ALTER TABLE "key_result" ADD COLUMN     "removed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "reading" ADD COLUMN     "removed" BOOLEAN NOT NULL DEFAULT false;

-- What counts: of each day the reading recorded last, unless it was taken back.
CREATE VIEW "current_reading" AS
SELECT * FROM (
  SELECT DISTINCT ON ("workspace_id", "key_result_id", "on") *
  FROM "reading" ORDER BY "workspace_id", "key_result_id", "on", "no" DESC
) AS "last" WHERE NOT "removed";
