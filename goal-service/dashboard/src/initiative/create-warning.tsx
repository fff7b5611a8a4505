import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Info, TriangleAlert } from "lucide-react";
import { api } from "../api.ts";

interface CreateWarningProps {
  initiativeId: string;
  ownerId: string;
  due: string;
}

/** What to know before creating: the one most important warning, with the others folded into its words. */
export function CreateWarning({ initiativeId, ownerId, due }: CreateWarningProps) {
  const check = useQuery({
    queryKey: ["check", initiativeId, ownerId, due],
    queryFn: () =>
      api.checkPanel({ initiativeId, ...(ownerId === "" ? {} : { ownerId }), ...(due === "" ? {} : { due }) }),
    retry: false,
  });
  const warning = check.data?.warnings[0];
  if (warning === undefined) return null;
  const serious = warning.tone === "warning" || warning.tone === "error";
  const Icon = serious ? TriangleAlert : Info;
  return (
    <p
      role="status"
      className={clsx("flex gap-2 rounded-md px-3 py-2", serious ? "bg-riskbg text-risk" : "bg-nonebg text-fg2")}
    >
      <Icon size={15} aria-hidden className="mt-px flex-none" />
      {warning.long}
    </p>
  );
}
