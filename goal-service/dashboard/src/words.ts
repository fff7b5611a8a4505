import type { HealthState, Tool, WorkClass, WorkLevel } from "@throughline/shared/vocabulary";

export const TOOL_WORDS: Record<string, string> = {
  jira: "Jira",
  asana: "Asana",
  generic: "Webhook",
  csv: "CSV",
} satisfies Record<Tool, string>;

export const toolWord = (tool: string): string => TOOL_WORDS[tool] ?? tool;

export const STATE_WORDS: Record<HealthState, string> = {
  green: "On track",
  amber: "At risk",
  red: "Off track",
  outdated: "No signal",
  unmeasured: "No measure yet",
  warming: "Warming up",
  draft: "Draft",
  paused: "Paused",
  achieved: "Achieved",
  partial: "Partly achieved",
  missed: "Missed",
  dropped: "Dropped",
};

export const MARK_WORDS: Record<WorkLevel, string> = {
  green: "Moving",
  amber: "Slowing",
  red: "Stuck",
  uncovered: "No work yet",
  finished: "All done",
};

export const CLASS_WORDS: Record<WorkClass, string> = {
  maintenance: "Maintenance",
  emergency: "Emergency",
  opportunity: "Opportunity",
  debt: "Technical debt",
};

export const PRIORITIES = [1, 2, 3, 4] as const;
