-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "goal_no" INTEGER NOT NULL DEFAULT 0,
    "initiative_no" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "work_limit" INTEGER NOT NULL DEFAULT 3,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspace_id","person_id")
);

-- CreateTable
CREATE TABLE "team" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "workspace_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("workspace_id","team_id","person_id")
);

-- CreateTable
CREATE TABLE "period" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "start" DATE NOT NULL,
    "due" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "period_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "identity" (
    "workspace_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "remote_id" TEXT NOT NULL,
    "person_id" UUID,
    "name" TEXT,
    "email" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("workspace_id","connection_id","remote_id")
);

-- CreateTable
CREATE TABLE "credential" (
    "workspace_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "credential_pkey" PRIMARY KEY ("workspace_id","hash")
);

-- CreateTable
CREATE TABLE "audit" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "version" (
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "by" JSONB NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "version_pkey" PRIMARY KEY ("workspace_id","kind","id","no")
);

-- CreateTable
CREATE TABLE "goal" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "why" TEXT,
    "level" TEXT NOT NULL DEFAULT 'team',
    "owner_id" UUID,
    "team_id" UUID,
    "period_id" UUID,
    "parent_id" UUID,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "priority" INTEGER NOT NULL DEFAULT 2,
    "ambition" TEXT NOT NULL DEFAULT 'committed',
    "state" TEXT NOT NULL DEFAULT 'active',
    "dropped" BOOLEAN NOT NULL DEFAULT false,
    "start" DATE NOT NULL,
    "due" DATE NOT NULL,
    "private" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "goal_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "goal_viewer" (
    "workspace_id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "viewer_id" UUID NOT NULL,

    CONSTRAINT "goal_viewer_pkey" PRIMARY KEY ("workspace_id","goal_id","viewer_id")
);

-- CreateTable
CREATE TABLE "key_result" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "direction" TEXT NOT NULL DEFAULT 'move',
    "baseline" DOUBLE PRECISION,
    "target" DOUBLE PRECISION,
    "lo" DOUBLE PRECISION,
    "hi" DOUBLE PRECISION,
    "tolerance" DOUBLE PRECISION,
    "unit" TEXT NOT NULL DEFAULT '',
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "cadence" INTEGER NOT NULL DEFAULT 7,
    "lag" INTEGER NOT NULL DEFAULT 0,
    "result_lag" INTEGER NOT NULL DEFAULT 14,
    "plan" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_result_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "reading" (
    "workspace_id" UUID NOT NULL,
    "key_result_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "no" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "note" TEXT,
    "by" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("workspace_id","key_result_id","on","no")
);

-- CreateTable
CREATE TABLE "call" (
    "workspace_id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" DATE NOT NULL,
    "level" TEXT NOT NULL,
    "reason" TEXT,
    "person_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_pkey" PRIMARY KEY ("workspace_id","goal_id","id")
);

-- CreateTable
CREATE TABLE "check_in" (
    "workspace_id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "note" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION,
    "person_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("workspace_id","goal_id","id")
);

-- CreateTable
CREATE TABLE "decision" (
    "workspace_id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "reason" TEXT,
    "until" DATE,
    "work_item_id" UUID,
    "person_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "evidence" JSONB,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("workspace_id","goal_id","id")
);

-- CreateTable
CREATE TABLE "initiative" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "goal_id" UUID NOT NULL,
    "key_result_id" UUID,
    "title" TEXT NOT NULL,
    "hypothesis" TEXT,
    "owner_id" UUID,
    "due" DATE,
    "predicted" JSONB,
    "state" TEXT NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "initiative_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "link" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "initiative_id" UUID,
    "class" TEXT,
    "until" DATE,
    "item_id" UUID,
    "person_id" UUID,
    "connection_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "work_item" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "remote_id" TEXT NOT NULL,
    "container" TEXT NOT NULL,
    "key" TEXT,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "type" TEXT,
    "status_name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "blocked" BOOLEAN NOT NULL,
    "blocked_since" TIMESTAMPTZ(3),
    "assignees" JSONB NOT NULL,
    "owner_remote" TEXT,
    "labels" JSONB NOT NULL,
    "due" DATE,
    "estimate" JSONB,
    "size" DOUBLE PRECISION,
    "spent_minutes" INTEGER NOT NULL,
    "commits" INTEGER NOT NULL,
    "sub_done" INTEGER NOT NULL,
    "sub_total" INTEGER NOT NULL,
    "parent_remote" TEXT,
    "mirrors" JSONB NOT NULL,
    "restricted" BOOLEAN NOT NULL,
    "presence" TEXT NOT NULL,
    "mark" JSONB,
    "tool_created" TIMESTAMPTZ(3) NOT NULL,
    "tool_updated" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_on" DATE NOT NULL,
    "moved_is_guess" BOOLEAN NOT NULL,
    "reads" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "missed" INTEGER NOT NULL DEFAULT 0,
    "sweep_id" UUID,
    "link_id" UUID,
    "initiative_id" UUID,
    "origin" TEXT,
    "linked_at" TIMESTAMPTZ(3),
    "class" TEXT,
    "class_until" DATE,
    "mirror_of" UUID,
    "version" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "work_item_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "supporting_link" (
    "workspace_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "initiative_id" UUID NOT NULL,
    "person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "supporting_link_pkey" PRIMARY KEY ("workspace_id","item_id","initiative_id")
);

-- CreateTable
CREATE TABLE "item_event" (
    "workspace_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "change" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "delivery_id" TEXT,

    CONSTRAINT "item_event_pkey" PRIMARY KEY ("workspace_id","item_id","id")
);

-- CreateTable
CREATE TABLE "finished" (
    "workspace_id" UUID NOT NULL,
    "initiative_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "items" INTEGER NOT NULL,
    "sized" INTEGER NOT NULL,
    "size" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "finished_pkey" PRIMARY KEY ("workspace_id","initiative_id","day")
);

-- CreateTable
CREATE TABLE "connection" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "tenant" TEXT,
    "installation_id" TEXT,
    "secret" TEXT,
    "containers" JSONB NOT NULL DEFAULT '[]',
    "cursor" JSONB NOT NULL DEFAULT '{}',
    "last_event_at" TIMESTAMPTZ(3),
    "last_sync_at" TIMESTAMPTZ(3),
    "behind_since" TIMESTAMPTZ(3),
    "problem" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "pairing" (
    "tool" TEXT NOT NULL,
    "installation_id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pairing_pkey" PRIMARY KEY ("tool","installation_id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "workspace_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "connection_id" UUID NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "wanted" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "value" JSONB,
    "state" TEXT NOT NULL DEFAULT 'open',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "wanted_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "sweep" (
    "workspace_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "containers" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "sweep_pkey" PRIMARY KEY ("workspace_id","connection_id","id")
);

-- CreateTable
CREATE TABLE "goal_dirty" (
    "workspace_id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "goal_dirty_pkey" PRIMARY KEY ("workspace_id","goal_id")
);

-- CreateTable
CREATE TABLE "goal_health" (
    "workspace_id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "body" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "wake_on" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "goal_health_pkey" PRIMARY KEY ("workspace_id","goal_id")
);

-- CreateTable
CREATE TABLE "live_event" (
    "workspace_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "goal_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_event_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_workspace_id_email_key" ON "person"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "team_workspace_id_name_key" ON "team"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "team_member_workspace_id_person_id_idx" ON "team_member"("workspace_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "period_workspace_id_name_key" ON "period"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "identity_workspace_id_person_id_idx" ON "identity"("workspace_id", "person_id");

-- CreateIndex
CREATE INDEX "credential_workspace_id_person_id_kind_idx" ON "credential"("workspace_id", "person_id", "kind");

-- CreateIndex
CREATE INDEX "audit_workspace_id_kind_ref_idx" ON "audit"("workspace_id", "kind", "ref");

-- CreateIndex
CREATE INDEX "version_workspace_id_kind_recorded_at_idx" ON "version"("workspace_id", "kind", "recorded_at");

-- CreateIndex
CREATE INDEX "goal_workspace_id_parent_id_idx" ON "goal"("workspace_id", "parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "goal_workspace_id_no_key" ON "goal"("workspace_id", "no");

-- CreateIndex
CREATE INDEX "key_result_workspace_id_goal_id_idx" ON "key_result"("workspace_id", "goal_id");

-- CreateIndex
CREATE INDEX "initiative_workspace_id_goal_id_idx" ON "initiative"("workspace_id", "goal_id");

-- CreateIndex
CREATE UNIQUE INDEX "initiative_workspace_id_no_key" ON "initiative"("workspace_id", "no");

-- CreateIndex
CREATE INDEX "link_workspace_id_person_id_created_at_idx" ON "link"("workspace_id", "person_id", "created_at");

-- CreateIndex
CREATE INDEX "work_item_workspace_id_initiative_id_category_idx" ON "work_item"("workspace_id", "initiative_id", "category");

-- CreateIndex
CREATE INDEX "work_item_workspace_id_connection_id_parent_remote_idx" ON "work_item"("workspace_id", "connection_id", "parent_remote");

-- CreateIndex
CREATE INDEX "work_item_workspace_id_connection_id_owner_remote_category_idx" ON "work_item"("workspace_id", "connection_id", "owner_remote", "category");

-- CreateIndex
CREATE INDEX "work_item_workspace_id_connection_id_container_idx" ON "work_item"("workspace_id", "connection_id", "container");

-- CreateIndex
CREATE UNIQUE INDEX "work_item_workspace_id_connection_id_remote_id_key" ON "work_item"("workspace_id", "connection_id", "remote_id");

-- CreateIndex
CREATE INDEX "item_event_workspace_id_seen_at_idx" ON "item_event"("workspace_id", "seen_at");

-- CreateIndex
CREATE INDEX "connection_id_idx" ON "connection"("id");

-- CreateIndex
CREATE UNIQUE INDEX "connection_tool_tenant_key" ON "connection"("tool", "tenant");

-- CreateIndex
CREATE UNIQUE INDEX "pairing_code_key" ON "pairing"("code");

-- CreateIndex
CREATE INDEX "delivery_workspace_id_state_connection_id_id_idx" ON "delivery"("workspace_id", "state", "connection_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_workspace_id_connection_id_delivery_id_key" ON "delivery"("workspace_id", "connection_id", "delivery_id");

-- CreateIndex
CREATE INDEX "wanted_workspace_id_connection_id_state_due_at_idx" ON "wanted"("workspace_id", "connection_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "goal_health_workspace_id_wake_on_idx" ON "goal_health"("workspace_id", "wake_on");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_person_id_fkey" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_workspace_id_team_id_fkey" FOREIGN KEY ("workspace_id", "team_id") REFERENCES "team"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_workspace_id_person_id_fkey" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_workspace_id_connection_id_fkey" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_workspace_id_person_id_fkey" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_workspace_id_parent_id_fkey" FOREIGN KEY ("workspace_id", "parent_id") REFERENCES "goal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal_viewer" ADD CONSTRAINT "goal_viewer_workspace_id_goal_id_fkey" FOREIGN KEY ("workspace_id", "goal_id") REFERENCES "goal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_result" ADD CONSTRAINT "key_result_workspace_id_goal_id_fkey" FOREIGN KEY ("workspace_id", "goal_id") REFERENCES "goal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reading" ADD CONSTRAINT "reading_workspace_id_key_result_id_fkey" FOREIGN KEY ("workspace_id", "key_result_id") REFERENCES "key_result"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_workspace_id_goal_id_fkey" FOREIGN KEY ("workspace_id", "goal_id") REFERENCES "goal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_workspace_id_goal_id_fkey" FOREIGN KEY ("workspace_id", "goal_id") REFERENCES "goal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_workspace_id_goal_id_fkey" FOREIGN KEY ("workspace_id", "goal_id") REFERENCES "goal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "initiative" ADD CONSTRAINT "initiative_workspace_id_goal_id_fkey" FOREIGN KEY ("workspace_id", "goal_id") REFERENCES "goal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_item" ADD CONSTRAINT "work_item_workspace_id_connection_id_fkey" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal_health" ADD CONSTRAINT "goal_health_workspace_id_goal_id_fkey" FOREIGN KEY ("workspace_id", "goal_id") REFERENCES "goal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
