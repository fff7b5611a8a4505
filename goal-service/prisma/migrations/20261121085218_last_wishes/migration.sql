-- CreateIndex
CREATE INDEX "wanted_workspace_id_connection_id_kind_ref_created_at_idx" ON "wanted"("workspace_id", "connection_id", "kind", "ref", "created_at");
