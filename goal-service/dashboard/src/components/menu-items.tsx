import { Menu } from "@base-ui/react/menu";
import clsx from "clsx";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

const ROW =
  "flex min-h-[30px] items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:min-h-11";

interface MenuItemProps {
  onSelect: () => void;
  tone?: "off";
  disabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, tone, disabled = false, children }: MenuItemProps) {
  return (
    <Menu.Item disabled={disabled} onClick={onSelect} className={clsx(ROW, tone === "off" && "text-off")}>
      {children}
    </Menu.Item>
  );
}

interface MenuCheckProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  return (
    <Menu.CheckboxItem checked={checked} onCheckedChange={onChange} className={ROW}>
      {children}
      <span className="ml-auto w-4">{checked && <Check size={14} aria-hidden />}</span>
    </Menu.CheckboxItem>
  );
}

interface MenuGroupProps {
  title: string;
  children: ReactNode;
}

export function MenuGroup({ title, children }: MenuGroupProps) {
  return (
    <Menu.Group className="border-line py-0.5 not-first:mt-1 not-first:border-t not-first:pt-1.5">
      <Menu.GroupLabel className="px-2 py-1 text-2xs font-medium text-fg3">{title}</Menu.GroupLabel>
      {children}
    </Menu.Group>
  );
}
