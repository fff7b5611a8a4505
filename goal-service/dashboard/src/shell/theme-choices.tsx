import { MenuCheck } from "../components/menu-items.tsx";
import { type Theme, THEME_WORDS } from "./theme-words.ts";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

export function ThemeChoices({ theme, onChoose }: { theme: Theme; onChoose: (theme: Theme) => void }) {
  return THEMES.map((option) => (
    <MenuCheck
      key={option}
      checked={option === theme}
      onChange={() => {
        onChoose(option);
      }}
    >
      {THEME_WORDS[option]}
    </MenuCheck>
  ));
}
