-- CreateIndex
CREATE INDEX "work_item_workspace_id_tool_created_idx" ON "work_item"("workspace_id", "tool_created");
