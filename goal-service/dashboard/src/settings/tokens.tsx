import type { Token } from "@throughline/shared/accounts";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { api } from "../api.ts";
import { Button } from "../components/button.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { useToast } from "../components/toast.tsx";
import { ago, day } from "../format.ts";
import { tokensQuery } from "../queries.ts";
import { Row, Rows, Section } from "./section.tsx";

const ConfirmDialog = lazy(async () => ({ default: (await import("../components/confirm-dialog.tsx")).ConfirmDialog }));
const TokenDialog = lazy(async () => ({ default: (await import("./token-dialog.tsx")).TokenDialog }));

function About({ token: { prefix, lastUsedAt, createdAt, expiresAt } }: { token: Token }) {
  return (
    <>
      <span className="font-mono">{prefix}</span>, {lastUsedAt === null ? "never used" : `last used ${ago(lastUsedAt)}`}
      , made {day(createdAt)}
      {expiresAt !== null && `, ends ${day(expiresAt)}`}
    </>
  );
}

/** What programs show to act in one's name. */
export function Tokens() {
  const tokens = useQuery(tokensQuery);
  const say = useToast();
  const [dialog, setDialog] = useState<Token | "new" | null>(null);
  const close = () => {
    setDialog(null);
  };
  return (
    <Section
      title="API tokens"
      about="A program that shows one of these acts as you, with your role."
      action={
        <Button
          onClick={() => {
            setDialog("new");
          }}
        >
          <Plus size={14} aria-hidden />
          New token
        </Button>
      }
    >
      {tokens.isError && (
        <ErrorBox what="Your tokens could not be read." error={tokens.error} retry={() => void tokens.refetch()} />
      )}
      {tokens.data !== undefined && (
        <Rows label="API tokens">
          {tokens.data.length === 0 && <Row title="No token" about="No program acts as you." />}
          {tokens.data.map((token) => (
            <Row key={token.id} title={token.name} about={<About token={token} />}>
              <Button
                aria-label={`Revoke ${token.name}`}
                onClick={() => {
                  setDialog(token);
                }}
              >
                Revoke
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      <Suspense>
        {dialog === "new" && <TokenDialog onClose={close} />}
        {dialog !== null && dialog !== "new" && (
          <ConfirmDialog
            title={`Revoke ${dialog.name}?`}
            about="Programs that show it are refused from now on. It can't be brought back."
            act="Revoke"
            send={() => api.endToken({ id: dialog.id })}
            touches={[["tokens"]]}
            onDone={() => {
              say(`${dialog.name} is revoked.`);
              close();
            }}
            onClose={close}
          />
        )}
      </Suspense>
    </Section>
  );
}
