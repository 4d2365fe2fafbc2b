-- Nothing was released with the former keys: what was noted by them goes, and who is due now is told once more.
DELETE FROM "reminder";

-- AlterTable
ALTER TABLE "reminder" DROP CONSTRAINT "reminder_pkey",
DROP COLUMN "rung",
DROP COLUMN "task",
ADD COLUMN     "appraisal_id" INTEGER NOT NULL,
ADD COLUMN     "deadline" DATE NOT NULL,
ADD COLUMN     "kind" TEXT NOT NULL,
ADD COLUMN     "step_on" DATE NOT NULL,
ADD CONSTRAINT "reminder_pkey" PRIMARY KEY ("appraisal_id", "kind");

-- CreateIndex
CREATE INDEX "appraisal_extended" ON "appraisal"("period_id") WHERE (self_closes_on IS NOT NULL OR review_closes_on IS NOT NULL);

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_appraisal_id_fkey" FOREIGN KEY ("appraisal_id") REFERENCES "appraisal"("id") ON DELETE CASCADE ON UPDATE CASCADE;
