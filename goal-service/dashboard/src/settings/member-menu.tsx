import type { Role } from "@throughline/shared/vocabulary";
import { MenuGroup, MenuItem } from "../components/menu-items.tsx";
import { ROLE_WORDS } from "./role-words.ts";

export type MemberAct = Role | "edit" | "address" | "end";

interface MemberMenuProps {
  role: Role | null;
  isLastAdmin: boolean;
  onPick: (act: MemberAct) => void;
}

/** What an admin does about a member; loaded when the menu first opens. */
export function MemberMenu({ role, isLastAdmin, onPick }: MemberMenuProps) {
  const item = (act: MemberAct, words: string, tone?: "off") => (
    <MenuItem
      key={act}
      disabled={isLastAdmin && act !== "address" && act !== "edit"}
      {...(tone === undefined ? {} : { tone })}
      onSelect={() => {
        onPick(act);
      }}
    >
      {words}
    </MenuItem>
  );
  const roles = (["admin", "contributor", "viewer"] as const).filter((other) => other !== role);
  return (
    <>
      {item("edit", "Name and e-mail")}
      {item("address", "New sign-in address")}
      <MenuGroup title={isLastAdmin ? "The only admin: make another one first" : "Role"}>
        {roles.map((other) => item(other, `Make ${ROLE_WORDS[other].toLowerCase()}`))}
        {item("end", "End the membership", "off")}
      </MenuGroup>
    </>
  );
}
