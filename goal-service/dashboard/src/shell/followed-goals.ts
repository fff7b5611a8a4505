import { STATE_WORDS } from "@throughline/shared/health/words";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useToast } from "../components/toast.tsx";
import { meQuery, portfolioQuery } from "../queries.ts";

/** Says when a goal that the signed-in person owns changes its health; other goals change quietly. Draws nothing. */
export function FollowedGoals() {
  const say = useToast();
  const me = useQuery(meQuery).data?.person?.id;
  const rows = useQuery(portfolioQuery()).data?.rows;
  const known = useRef(new Map<string, string>());
  useEffect(() => {
    for (const { id, title, state, ownerId } of rows ?? []) {
      const before = known.current.get(id);
      known.current.set(id, state);
      if (before !== undefined && before !== state && ownerId === me) {
        say(`${title} turned ${STATE_WORDS[state].toLowerCase()}.`);
      }
    }
  }, [rows, me, say]);
  return null;
}
