-- AlterTable
ALTER TABLE "assessment" ADD COLUMN     "on_behalf_of_id" INTEGER;
