-- CreateTable
CREATE TABLE "container" (
    "workspace_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "remote_id" TEXT NOT NULL,
    "key" TEXT,
    "name" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "container_pkey" PRIMARY KEY ("workspace_id","connection_id","remote_id")
);

-- CreateIndex
CREATE INDEX "container_workspace_id_connection_id_key_idx" ON "container"("workspace_id", "connection_id", "key");
