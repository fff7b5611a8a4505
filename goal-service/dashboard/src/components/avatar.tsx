import { memo } from "react";
import { initials } from "../format.ts";

/** A stable hue from the name, so that a person keeps one colour everywhere. */
function hueOf(name: string): number {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) % 3600;
  return Math.round(hash / 20) * 2;
}

interface AvatarProps {
  name: string;
  size?: number;
  /** More in progress than the person's limit: a ring says so, and words near it. */
  over?: boolean;
}

export const Avatar = memo(function Avatar({ name, size = 20, over = false }: AvatarProps) {
  const hue = hueOf(name);
  return (
    <span
      aria-hidden
      className="grid flex-none place-items-center rounded-full font-semibold tracking-normal select-none"
      style={{
        width: size,
        height: size,
        fontSize: size * 0.42,
        color: `light-dark(oklch(0.42 0.09 ${hue}), oklch(0.86 0.07 ${hue}))`,
        background: `light-dark(oklch(0.93 0.035 ${hue}), oklch(0.34 0.05 ${hue}))`,
        boxShadow: over ? "0 0 0 1.5px var(--bg), 0 0 0 3px var(--risk-mark)" : undefined,
      }}
    >
      {initials(name)}
    </span>
  );
});
