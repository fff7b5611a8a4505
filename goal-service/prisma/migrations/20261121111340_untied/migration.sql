-- AlterTable
ALTER TABLE "work_item" ADD COLUMN     "untied_at" TIMESTAMPTZ(3);
