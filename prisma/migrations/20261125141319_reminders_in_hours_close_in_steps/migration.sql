-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "about" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "period" ADD COLUMN     "settle_after" INTEGER;

-- CreateIndex
CREATE INDEX "peer_request_asked" ON "peer_request"("appraisal_id") WHERE (state = 'asked');

-- CreateIndex
CREATE INDEX "work_plan_proposed" ON "work_plan"("appraisal_id") WHERE (state = 'proposed');
