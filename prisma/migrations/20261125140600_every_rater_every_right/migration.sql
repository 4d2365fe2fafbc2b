-- AlterTable
ALTER TABLE "appraisal" ADD COLUMN     "anonymised_at" TIMESTAMPTZ(3),
ADD COLUMN     "variant" TEXT;

-- AlterTable
ALTER TABLE "employee" ADD COLUMN     "anonymised_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "feedback_note" ADD COLUMN     "given_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "peer_request" ADD COLUMN     "reminded_for" DATE,
ADD COLUMN     "reminded_on" DATE;

-- AlterTable
ALTER TABLE "unit" ADD COLUMN     "public_code" TEXT,
ADD COLUMN     "sector" TEXT;

-- AlterTable
ALTER TABLE "work_plan" ADD COLUMN     "reminded_on" DATE;

-- CreateTable
CREATE TABLE "citizen_rating" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "comment" TEXT,
    "comment_state" TEXT,
    "day" DATE NOT NULL,
    "visitor" CHAR(64) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "citizen_rating_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recognition" (
    "id" SERIAL NOT NULL,
    "employee_id" INTEGER NOT NULL,
    "nominated_by" INTEGER NOT NULL,
    "period_id" INTEGER,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "decision_reason" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "consent" TEXT,
    "consent_at" TIMESTAMPTZ(3),
    "announced_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recognition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegation" (
    "id" SERIAL NOT NULL,
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conflict_declaration" (
    "id" SERIAL NOT NULL,
    "appraisal_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "answer" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "conflict_declaration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "correction_request" (
    "id" SERIAL NOT NULL,
    "employee_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "answer" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "correction_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson_attempt" (
    "id" SERIAL NOT NULL,
    "employee_id" INTEGER NOT NULL,
    "lesson" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "questions" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lesson_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll" (
    "id" SERIAL NOT NULL,
    "framework_key" TEXT NOT NULL,
    "framework" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_on" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_vote" (
    "poll_id" INTEGER NOT NULL,
    "employee_id" INTEGER NOT NULL,
    "indicator_id" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "poll_vote_pkey" PRIMARY KEY ("poll_id","employee_id","indicator_id")
);

-- CreateIndex
CREATE INDEX "citizen_rating_day_visitor_idx" ON "citizen_rating"("day", "visitor");

-- CreateIndex
CREATE INDEX "citizen_rating_unit_id_id_idx" ON "citizen_rating"("unit_id", "id");

-- CreateIndex
CREATE INDEX "citizen_rating_held" ON "citizen_rating"("id") WHERE (comment_state = 'held');

-- CreateIndex
CREATE UNIQUE INDEX "citizen_rating_unit_id_day_visitor_key" ON "citizen_rating"("unit_id", "day", "visitor");

-- CreateIndex
CREATE INDEX "recognition_employee_id_period_id_idx" ON "recognition"("employee_id", "period_id");

-- CreateIndex
CREATE INDEX "recognition_state_id_idx" ON "recognition"("state", "id");

-- CreateIndex
CREATE INDEX "recognition_nominated_by_idx" ON "recognition"("nominated_by");

-- CreateIndex
CREATE INDEX "delegation_from_id_ends_on_idx" ON "delegation"("from_id", "ends_on");

-- CreateIndex
CREATE INDEX "delegation_to_id_ends_on_idx" ON "delegation"("to_id", "ends_on");

-- CreateIndex
CREATE INDEX "conflict_declaration_appraisal_id_idx" ON "conflict_declaration"("appraisal_id");

-- CreateIndex
CREATE INDEX "conflict_declaration_state_id_idx" ON "conflict_declaration"("state", "id");

-- CreateIndex
CREATE INDEX "correction_request_state_id_idx" ON "correction_request"("state", "id");

-- CreateIndex
CREATE INDEX "correction_request_employee_id_idx" ON "correction_request"("employee_id");

-- CreateIndex
CREATE INDEX "lesson_attempt_lesson_version_employee_id_idx" ON "lesson_attempt"("lesson", "version", "employee_id");

-- CreateIndex
CREATE INDEX "lesson_attempt_employee_id_idx" ON "lesson_attempt"("employee_id");

-- CreateIndex
CREATE INDEX "poll_state_idx" ON "poll"("state");

-- CreateIndex
CREATE INDEX "poll_vote_employee_id_idx" ON "poll_vote"("employee_id");

-- CreateIndex
CREATE INDEX "feedback_note_given_at_idx" ON "feedback_note"("given_at");

-- CreateIndex
CREATE UNIQUE INDEX "unit_public_code_key" ON "unit"("public_code");

-- AddForeignKey
ALTER TABLE "citizen_rating" ADD CONSTRAINT "citizen_rating_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recognition" ADD CONSTRAINT "recognition_employee_id_fkey" FOREIGN KEY ("employee_id") REFERENCES "employee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflict_declaration" ADD CONSTRAINT "conflict_declaration_appraisal_id_fkey" FOREIGN KEY ("appraisal_id") REFERENCES "appraisal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_employee_id_fkey" FOREIGN KEY ("employee_id") REFERENCES "employee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Notes written before they could wait were given at once.
UPDATE "feedback_note" SET "given_at" = "at";
