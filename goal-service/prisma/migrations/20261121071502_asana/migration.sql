-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "actor" TEXT,
ADD COLUMN     "paused_until" TIMESTAMPTZ(3),
ADD COLUMN     "poll_due" TIMESTAMPTZ(3),
ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "sweep_due" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "link" ADD COLUMN     "making_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "account_grant" (
    "workspace_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "remote_id" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "refresh" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "scopes" TEXT NOT NULL,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_grant_pkey" PRIMARY KEY ("workspace_id","connection_id","remote_id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "container" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "remote_id" TEXT,
    "secret" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "heard_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "touch" (
    "workspace_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "asked" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "touch_pkey" PRIMARY KEY ("workspace_id","connection_id","ref")
);

-- CreateIndex
CREATE INDEX "subscription_id_idx" ON "subscription"("id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_workspace_id_connection_id_container_key" ON "subscription"("workspace_id", "connection_id", "container");

-- CreateIndex
CREATE INDEX "touch_workspace_id_connection_id_due_at_idx" ON "touch"("workspace_id", "connection_id", "due_at");
