import type { Tool } from "@throughline/shared/vocabulary";

export const TOOL_WORDS: Record<string, string> = {
  jira: "Jira",
  asana: "Asana",
  generic: "Webhook",
  csv: "CSV",
} satisfies Record<Tool, string>;

export const toolWord = (tool: string): string => TOOL_WORDS[tool] ?? tool;
