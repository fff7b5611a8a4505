import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { Button } from "../components/button.tsx";
import { WriteButton } from "../components/write-button.tsx";
import { meQuery } from "../queries.ts";

/** A button for admins; for others it stays, and says who can give the right. */
export function AdminButton({ onClick, className, ...rest }: ComponentProps<typeof Button>) {
  const role = useQuery(meQuery).data?.person?.role;
  if (role === undefined || role === "admin") return <WriteButton onClick={onClick} className={className} {...rest} />;
  return (
    <Button
      {...rest}
      aria-disabled
      data-tip="Only admins of this workspace can change connections."
      className={`${className ?? ""} opacity-50`}
    />
  );
}
