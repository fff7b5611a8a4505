export type Theme = "system" | "light" | "dark";

export const THEME_WORDS: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };
