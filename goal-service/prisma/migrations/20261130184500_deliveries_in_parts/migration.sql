-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "taken" INTEGER NOT NULL DEFAULT 0;
