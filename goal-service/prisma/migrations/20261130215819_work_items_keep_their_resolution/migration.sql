-- AlterTable
ALTER TABLE "work_item" ADD COLUMN     "resolution" TEXT;
