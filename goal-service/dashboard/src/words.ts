import type { Tool, WorkClass } from "@throughline/shared/vocabulary";

export const TOOL_WORDS: Record<string, string> = {
  jira: "Jira",
  asana: "Asana",
  generic: "Webhook",
  csv: "CSV",
} satisfies Record<Tool, string>;

export const toolWord = (tool: string): string => TOOL_WORDS[tool] ?? tool;

export const CLASS_WORDS: Record<WorkClass, string> = {
  maintenance: "Maintenance",
  emergency: "Emergency",
  opportunity: "Opportunity",
  debt: "Technical debt",
};
