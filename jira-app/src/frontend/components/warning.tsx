import { SectionMessage, Text } from "@forge/react";
import type { Warning as Said } from "@throughline/shared/panel";
import { useEffect, useState } from "react";
import type { Target } from "../../rpc.ts";
import { asking, invoke } from "../rpc.ts";

const LOOKS = { error: "error", warning: "warning", info: "information", good: "success" } as const;
const SETTLED = 200;

/** What to know before creating, as the choice changes. A check that fails stays silent: it never stands in the way. */
export function useWarning(target: Target | null, owner: string | null, due: string | null): Said | null {
  const [first, setFirst] = useState<Said | null>(null);
  const what = target === null ? null : JSON.stringify({ target, owner, due });
  useEffect(() => {
    setFirst(null);
    if (what === null) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      const asked = JSON.parse(what) as { target: Target; owner: string | null; due: string | null };
      void asking(invoke("check", asked)).then((outcome) => {
        if (current && outcome.ok) setFirst(outcome.value[0] ?? null);
      });
    }, SETTLED);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [what]);
  return first;
}

/** One at a time, the most important. */
export function Warning({ warning }: { warning: Said | null }) {
  if (warning === null) return null;
  return (
    <SectionMessage appearance={LOOKS[warning.tone]}>
      <Text>{warning.long}</Text>
    </SectionMessage>
  );
}
