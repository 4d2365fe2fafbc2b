-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "parent_id" INTEGER,
    "time_zone" TEXT,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "employee" (
    "id" SERIAL NOT NULL,
    "nip" CHAR(18) NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "position" TEXT NOT NULL DEFAULT '',
    "grade" TEXT NOT NULL DEFAULT '',
    "supervisor_id" INTEGER,
    "role" TEXT NOT NULL DEFAULT 'employee',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "employee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "telegram_id" BIGINT NOT NULL,
    "employee_id" INTEGER,
    "first_name" TEXT NOT NULL DEFAULT '',
    "locale" TEXT,
    "blocked_at" TIMESTAMPTZ(3),
    "joined_at" TIMESTAMPTZ(3),
    "notice_version" TEXT,
    "notice_at" TIMESTAMPTZ(3),
    "cut_off_at" TIMESTAMPTZ(3),
    "guesses" INTEGER NOT NULL DEFAULT 0,
    "guesses_since" TIMESTAMPTZ(3),
    "view" JSONB,
    "screen_message_id" INTEGER,
    "conversation_id" INTEGER,
    "last_update_id" BIGINT,
    "menu" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("telegram_id")
);

-- CreateTable
CREATE TABLE "processed_update" (
    "update_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "processed_update_pkey" PRIMARY KEY ("update_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" SERIAL NOT NULL,
    "employee_id" INTEGER NOT NULL,
    "code_hash" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" BIGINT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" SERIAL NOT NULL,
    "telegram_id" BIGINT NOT NULL,
    "flow" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "progress" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "period" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "framework_key" TEXT NOT NULL,
    "framework" JSONB,
    "self_opens_on" DATE NOT NULL,
    "self_closes_on" DATE NOT NULL,
    "review_closes_on" DATE NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appraisal" (
    "id" SERIAL NOT NULL,
    "period_id" INTEGER NOT NULL,
    "employee_id" INTEGER NOT NULL,
    "supervisor_id" INTEGER,
    "unit_id" INTEGER NOT NULL,
    "self_submitted_at" TIMESTAMPTZ(3),
    "reviewed_at" TIMESTAMPTZ(3),
    "proposed_predicate" TEXT,
    "predicate" TEXT,
    "predicate_reason" TEXT,
    "feedback" TEXT,
    "score" JSONB,
    "released_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "self_closes_on" DATE,
    "review_closes_on" DATE,

    CONSTRAINT "appraisal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "id" SERIAL NOT NULL,
    "appraisal_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "assessment_id" INTEGER NOT NULL,
    "indicator_id" TEXT NOT NULL,
    "level" INTEGER,
    "comment" TEXT,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("assessment_id","indicator_id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" SERIAL NOT NULL,
    "assessment_id" INTEGER NOT NULL,
    "indicator_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_id" TEXT,
    "url" TEXT,
    "name" TEXT NOT NULL,
    "mime" TEXT,
    "size" INTEGER,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broadcast" (
    "id" SERIAL NOT NULL,
    "content" JSONB NOT NULL,
    "audience" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "created_by" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "not_joined" INTEGER NOT NULL,
    "recipients" INTEGER NOT NULL,
    "progress_message_id" INTEGER,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "progress_at" TIMESTAMPTZ(6),

    CONSTRAINT "broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "dedupe_key" TEXT,
    "content" JSONB,
    "broadcast_id" INTEGER,
    "must_arrive" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "retry_at" TIMESTAMPTZ(3),
    "taken_by" TEXT,
    "taken_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "message_id" INTEGER,
    "error" TEXT,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "send_budget" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "next_at" TIMESTAMPTZ(6) NOT NULL,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "send_budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "employee_id" INTEGER NOT NULL,
    "task" TEXT NOT NULL,
    "rung" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("task","rung","employee_id")
);

-- CreateTable
CREATE TABLE "cron_run" (
    "name" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cron_run_pkey" PRIMARY KEY ("name","slot")
);

-- CreateTable
CREATE TABLE "holiday" (
    "date" DATE NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "preference" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "preference_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_telegram_id" BIGINT,
    "actor_employee_id" INTEGER,
    "action" TEXT NOT NULL,
    "subject_employee_id" INTEGER,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "unit_path_key" ON "unit"("path");

-- CreateIndex
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

-- CreateIndex
CREATE INDEX "unit_path_prefix" ON "unit"("path" text_pattern_ops);

-- CreateIndex
CREATE UNIQUE INDEX "employee_nip_key" ON "employee"("nip");

-- CreateIndex
CREATE INDEX "employee_unit_id_idx" ON "employee"("unit_id");

-- CreateIndex
CREATE INDEX "employee_supervisor_id_idx" ON "employee"("supervisor_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_employee_id_key" ON "account"("employee_id");

-- CreateIndex
CREATE INDEX "account_conversation_id_idx" ON "account"("conversation_id");

-- CreateIndex
CREATE INDEX "processed_update_at_idx" ON "processed_update"("at");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_code_hash_key" ON "invitation"("code_hash");

-- CreateIndex
CREATE INDEX "invitation_employee_id_idx" ON "invitation"("employee_id");

-- CreateIndex
CREATE INDEX "conversation_flow_subject_idx" ON "conversation"("flow", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_telegram_id_flow_subject_key" ON "conversation"("telegram_id", "flow", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "period_name_key" ON "period"("name");

-- CreateIndex
CREATE INDEX "period_state_idx" ON "period"("state");

-- CreateIndex
CREATE INDEX "appraisal_supervisor_id_period_id_idx" ON "appraisal"("supervisor_id", "period_id");

-- CreateIndex
CREATE INDEX "appraisal_employee_id_idx" ON "appraisal"("employee_id");

-- CreateIndex
CREATE INDEX "appraisal_period_id_self_submitted_at_idx" ON "appraisal"("period_id", "self_submitted_at");

-- CreateIndex
CREATE INDEX "appraisal_period_id_reviewed_at_idx" ON "appraisal"("period_id", "reviewed_at");

-- CreateIndex
CREATE INDEX "appraisal_unit_id_idx" ON "appraisal"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "appraisal_period_id_employee_id_key" ON "appraisal"("period_id", "employee_id");

-- CreateIndex
CREATE INDEX "assessment_rater_id_idx" ON "assessment"("rater_id");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_appraisal_id_kind_rater_id_key" ON "assessment"("appraisal_id", "kind", "rater_id");

-- CreateIndex
CREATE INDEX "evidence_assessment_id_idx" ON "evidence"("assessment_id");

-- CreateIndex
CREATE INDEX "broadcast_state_idx" ON "broadcast"("state");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_dedupe_key_key" ON "outbox"("dedupe_key");

-- CreateIndex
CREATE INDEX "outbox_notices" ON "outbox"("due_at", "id") WHERE (state = 'queued' AND broadcast_id IS NULL);

-- CreateIndex
CREATE INDEX "outbox_copies" ON "outbox"("broadcast_id", "id") WHERE (state = 'queued' AND broadcast_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "outbox_sending" ON "outbox"("chat_id") WHERE (state = 'sending');

-- CreateIndex
CREATE INDEX "outbox_broadcast_id_state_read_at_idx" ON "outbox"("broadcast_id", "state", "read_at");

-- CreateIndex
CREATE INDEX "reminder_employee_id_idx" ON "reminder"("employee_id");

-- CreateIndex
CREATE INDEX "cron_run_at_idx" ON "cron_run"("at");

-- CreateIndex
CREATE INDEX "audit_subject_employee_id_at_idx" ON "audit"("subject_employee_id", "at");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employee" ADD CONSTRAINT "employee_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employee" ADD CONSTRAINT "employee_supervisor_id_fkey" FOREIGN KEY ("supervisor_id") REFERENCES "employee"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_employee_id_fkey" FOREIGN KEY ("employee_id") REFERENCES "employee"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_employee_id_fkey" FOREIGN KEY ("employee_id") REFERENCES "employee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_telegram_id_fkey" FOREIGN KEY ("telegram_id") REFERENCES "account"("telegram_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appraisal" ADD CONSTRAINT "appraisal_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appraisal" ADD CONSTRAINT "appraisal_employee_id_fkey" FOREIGN KEY ("employee_id") REFERENCES "employee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appraisal" ADD CONSTRAINT "appraisal_supervisor_id_fkey" FOREIGN KEY ("supervisor_id") REFERENCES "employee"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appraisal" ADD CONSTRAINT "appraisal_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_appraisal_id_fkey" FOREIGN KEY ("appraisal_id") REFERENCES "appraisal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_rater_id_fkey" FOREIGN KEY ("rater_id") REFERENCES "employee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_assessment_id_fkey" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_assessment_id_fkey" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_broadcast_id_fkey" FOREIGN KEY ("broadcast_id") REFERENCES "broadcast"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_employee_id_fkey" FOREIGN KEY ("employee_id") REFERENCES "employee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
