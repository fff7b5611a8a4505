-- AlterTable
ALTER TABLE "work_item" ADD COLUMN     "ticked" BOOLEAN,
ADD COLUMN     "unticked_at" TIMESTAMPTZ(3);
