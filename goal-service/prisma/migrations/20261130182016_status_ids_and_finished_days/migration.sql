-- AlterTable
ALTER TABLE "work_item" ADD COLUMN     "status_id" TEXT;

-- Finished work counts on the day on which its own side was finished, no longer on that of its pair's last movement.
DELETE FROM "finished";
INSERT INTO "finished" ("workspace_id", "initiative_id", "day", "items", "sized", "size")
SELECT "workspace_id", "initiative_id", "moved_on", count(*), count("size"), coalesce(sum("size"), 0)
FROM "work_item"
WHERE "presence" = 'live' AND "category" = 'done' AND "initiative_id" IS NOT NULL AND "mirror_of" IS NULL
GROUP BY "workspace_id", "initiative_id", "moved_on";
