export const PRIORITY_OPTIONS = [
  { value: "1", label: "1, most important" },
  { value: "2", label: "2" },
  { value: "3", label: "3" },
  { value: "4", label: "4, least important" },
] as const;
