-- AlterTable
ALTER TABLE "live_event" ADD COLUMN     "lost_by" JSONB;
