import { Monitor, Moon, Sun } from "lucide-react";
import { lazy, useState } from "react";
import { MenuButton } from "../components/menu.tsx";
import { type Theme, THEME_WORDS } from "./theme-words.ts";

const ThemeChoices = lazy(async () => ({ default: (await import("./theme-choices.tsx")).ThemeChoices }));

const KEY = "throughline.theme";
const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

function stored(): Theme {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : "system";
}

function apply(theme: Theme): void {
  if (theme === "system") {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset["theme"];
    return;
  }
  localStorage.setItem(KEY, theme);
  document.documentElement.dataset["theme"] = theme;
}

/** Light, dark, or whatever the system says; theme.ts reads the choice before the first paint. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(stored);
  const Icon = ICONS[theme];
  const choose = (next: Theme) => {
    apply(next);
    setTheme(next);
  };
  return (
    <MenuButton
      label="Theme"
      aria-label={`Theme: ${THEME_WORDS[theme].toLowerCase()}`}
      data-tip="Theme"
      className="grid size-7 flex-none place-items-center rounded-md text-fg3 hover:bg-hover hover:text-fg pointer-coarse:size-11"
      face={<Icon size={15} aria-hidden />}
    >
      {() => <ThemeChoices theme={theme} onChoose={choose} />}
    </MenuButton>
  );
}
