import clsx from "clsx";
import type { ComponentProps } from "react";

type Look = "plain" | "main" | "ghost" | "danger";

const LOOKS: Record<Look, string> = {
  plain: "border-line2 bg-bg text-fg shadow-[0_1px_1px_rgb(0_0_0/.03)] hover:bg-hover",
  main: "border-ink bg-ink text-inkfg hover:opacity-90",
  ghost: "border-transparent bg-transparent text-fg2 hover:bg-hover hover:text-fg",
  danger: "border-line2 bg-bg text-off hover:bg-offbg",
};

/** A button's look, for links that act as one. */
export function buttonClass(look: Look = "plain", className?: string): string {
  return clsx(
    "inline-flex h-7 flex-none items-center gap-1.5 rounded-md border px-2.5 text-[12.5px] font-medium whitespace-nowrap",
    "pointer-coarse:min-h-11 disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50",
    LOOKS[look],
    className,
  );
}

interface ButtonProps extends ComponentProps<"button"> {
  look?: Look;
}

export function Button({ look = "plain", className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(look, className)} {...rest} />;
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  label: string;
}

export function IconButton({ label, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      data-tip={label}
      className={clsx(
        "grid size-7 flex-none place-items-center rounded-md text-fg3 hover:bg-hover hover:text-fg pointer-coarse:size-11",
        "disabled:pointer-events-none disabled:opacity-50",
        className,
      )}
      {...rest}
    />
  );
}
