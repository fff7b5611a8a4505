/** What a tool's own users call one of its items. */
export const nounOf = (tool: string): string => (tool === "asana" ? "task" : "work item");
