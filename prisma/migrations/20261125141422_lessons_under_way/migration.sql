-- DropIndex
DROP INDEX "poll_state_idx";

-- AlterTable
ALTER TABLE "lesson_attempt" ADD COLUMN     "missed" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "opened_at" TIMESTAMPTZ(3) NOT NULL,
ALTER COLUMN "questions" SET DEFAULT 0,
ALTER COLUMN "right" SET DEFAULT 0,
ALTER COLUMN "finished_at" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "lesson_under_way" ON "lesson_attempt"("lesson", "version", "employee_id") WHERE (finished_at IS NULL);

-- CreateIndex
CREATE INDEX "poll_framework_key_idx" ON "poll"("framework_key");

-- CreateIndex
CREATE UNIQUE INDEX "poll_open" ON "poll"("framework_key") WHERE (state = 'open');
