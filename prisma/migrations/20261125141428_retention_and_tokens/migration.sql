-- AlterTable
ALTER TABLE "appraisal" ADD COLUMN     "words_erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "feedback_note" ADD COLUMN     "token" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateIndex
CREATE INDEX "appraisal_with_words" ON "appraisal"("period_id", "id") WHERE (words_erased_at IS NULL);

-- CreateIndex
CREATE INDEX "appraisal_with_answers" ON "appraisal"("period_id", "id") WHERE (anonymised_at IS NULL);

-- CreateIndex
CREATE INDEX "citizen_rating_words" ON "citizen_rating"("day") WHERE (comment IS NOT NULL);

-- CreateIndex
CREATE INDEX "employee_left" ON "employee"("updated_at") WHERE (NOT active AND anonymised_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "feedback_note_token_key" ON "feedback_note"("token");

-- CreateIndex
CREATE INDEX "feedback_note_at_idx" ON "feedback_note"("at");
