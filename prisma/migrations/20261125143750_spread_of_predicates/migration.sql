-- CreateIndex
CREATE INDEX "appraisal_released" ON "appraisal"("period_id", "unit_id", "predicate") WHERE (released_at IS NOT NULL);
