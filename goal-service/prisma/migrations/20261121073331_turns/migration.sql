-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "touch" ADD COLUMN     "missed_since" TIMESTAMPTZ(3);
