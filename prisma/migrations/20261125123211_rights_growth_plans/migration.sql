-- AlterTable
ALTER TABLE "assessment" ADD COLUMN     "commendation" TEXT;

-- CreateTable
CREATE TABLE "peer_request" (
    "id" SERIAL NOT NULL,
    "appraisal_id" INTEGER NOT NULL,
    "peer_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "peer_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_plan" (
    "id" SERIAL NOT NULL,
    "appraisal_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "proposed_at" TIMESTAMPTZ(3),
    "agreed_at" TIMESTAMPTZ(3),
    "agreed_by" INTEGER,
    "remark" TEXT,
    "history" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "work_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_item" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "aspect" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "target" TEXT,
    "unit" TEXT NOT NULL DEFAULT '',
    "direction" TEXT NOT NULL,
    "weight" INTEGER NOT NULL,
    "realised" TEXT,

    CONSTRAINT "work_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_report" (
    "id" SERIAL NOT NULL,
    "appraisal_id" INTEGER NOT NULL,
    "item_id" INTEGER,
    "realised" TEXT,
    "text" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "work_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_template" (
    "id" SERIAL NOT NULL,
    "position" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objection" (
    "id" SERIAL NOT NULL,
    "appraisal_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "hearer_id" INTEGER,
    "supervisor_statement" TEXT,
    "stated_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "decision_reason" TEXT,
    "old_predicate" TEXT,
    "new_predicate" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "concern" (
    "id" SERIAL NOT NULL,
    "telegram_id" BIGINT NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "faq_question" TEXT,

    CONSTRAINT "concern_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback_note" (
    "id" SERIAL NOT NULL,
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "named" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feedback_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "development_item" (
    "id" SERIAL NOT NULL,
    "employee_id" INTEGER NOT NULL,
    "appraisal_id" INTEGER,
    "indicator_id" TEXT,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "follow_up" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "told_own" TEXT,
    "told_leader" TEXT,

    CONSTRAINT "development_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "performance_dialogue" (
    "id" SERIAL NOT NULL,
    "appraisal_id" INTEGER NOT NULL,
    "supervisor_id" INTEGER NOT NULL,
    "proposed_by" INTEGER NOT NULL,
    "proposed" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "meets_at" TIMESTAMPTZ(3),
    "record" TEXT,
    "supervisor_signed_at" TIMESTAMPTZ(3),
    "employee_signed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "performance_dialogue_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "peer_request_peer_id_state_idx" ON "peer_request"("peer_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "peer_request_appraisal_id_peer_id_key" ON "peer_request"("appraisal_id", "peer_id");

-- CreateIndex
CREATE UNIQUE INDEX "work_plan_appraisal_id_key" ON "work_plan"("appraisal_id");

-- CreateIndex
CREATE INDEX "work_item_plan_id_idx" ON "work_item"("plan_id");

-- CreateIndex
CREATE INDEX "work_report_appraisal_id_at_idx" ON "work_report"("appraisal_id", "at");

-- CreateIndex
CREATE INDEX "work_report_item_id_idx" ON "work_report"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_template_position_key" ON "plan_template"("position");

-- CreateIndex
CREATE UNIQUE INDEX "objection_appraisal_id_key" ON "objection"("appraisal_id");

-- CreateIndex
CREATE INDEX "objection_hearer_id_state_idx" ON "objection"("hearer_id", "state");

-- CreateIndex
CREATE INDEX "concern_answered_at_at_idx" ON "concern"("answered_at", "at");

-- CreateIndex
CREATE INDEX "concern_telegram_id_idx" ON "concern"("telegram_id");

-- CreateIndex
CREATE INDEX "feedback_note_to_id_at_idx" ON "feedback_note"("to_id", "at");

-- CreateIndex
CREATE INDEX "feedback_note_from_id_at_idx" ON "feedback_note"("from_id", "at");

-- CreateIndex
CREATE INDEX "development_item_employee_id_state_idx" ON "development_item"("employee_id", "state");

-- CreateIndex
CREATE INDEX "development_item_state_due_on_idx" ON "development_item"("state", "due_on");

-- CreateIndex
CREATE INDEX "performance_dialogue_appraisal_id_idx" ON "performance_dialogue"("appraisal_id");

-- CreateIndex
CREATE INDEX "performance_dialogue_state_meets_at_idx" ON "performance_dialogue"("state", "meets_at");

-- AddForeignKey
ALTER TABLE "peer_request" ADD CONSTRAINT "peer_request_appraisal_id_fkey" FOREIGN KEY ("appraisal_id") REFERENCES "appraisal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_request" ADD CONSTRAINT "peer_request_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "employee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_plan" ADD CONSTRAINT "work_plan_appraisal_id_fkey" FOREIGN KEY ("appraisal_id") REFERENCES "appraisal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_item" ADD CONSTRAINT "work_item_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "work_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_report" ADD CONSTRAINT "work_report_appraisal_id_fkey" FOREIGN KEY ("appraisal_id") REFERENCES "appraisal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_report" ADD CONSTRAINT "work_report_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "work_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_appraisal_id_fkey" FOREIGN KEY ("appraisal_id") REFERENCES "appraisal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "development_item" ADD CONSTRAINT "development_item_employee_id_fkey" FOREIGN KEY ("employee_id") REFERENCES "employee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "performance_dialogue" ADD CONSTRAINT "performance_dialogue_appraisal_id_fkey" FOREIGN KEY ("appraisal_id") REFERENCES "appraisal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
