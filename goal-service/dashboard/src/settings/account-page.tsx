import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api } from "../api.ts";
import { Button } from "../components/button.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { meQuery } from "../queries.ts";
import { ROLE_RIGHTS, ROLE_WORDS } from "./role-words.ts";
import { Row, Rows, Section } from "./section.tsx";
import { Sessions } from "./sessions.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import { Tokens } from "./tokens.tsx";

const NameDialog = lazy(async () => ({ default: (await import("./name-dialog.tsx")).NameDialog }));

/** Who one is here, where one is signed in, and what acts in one's name. */
export function AccountPage() {
  const person = useQuery(meQuery).data?.person ?? null;
  const [naming, setNaming] = useState(false);
  if (person === null) return <SkeletonRows rows={3} height={64} label="Loading your account" />;
  const { id, name, email, role, version } = person;
  return (
    <div className="max-w-[760px] min-w-0">
      <title>My account, Throughline</title>
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="text-lg font-semibold">My account</h1>
        <div className="ml-auto">
          <SignOutButton />
        </div>
      </header>
      <Rows label="You">
        <Row title={name} about={email ?? "No e-mail address is known. An admin can add it."}>
          <Button
            onClick={() => {
              setNaming(true);
            }}
          >
            Change the name
          </Button>
        </Row>
        {role !== null && <Row title={ROLE_WORDS[role]} about={ROLE_RIGHTS[role]} />}
      </Rows>
      <Sessions />
      <Tokens />
      <Section title="Signing in elsewhere">
        <p className="mt-0.5 max-w-[68ch] text-fg2">
          Another browser needs an address of its own. An admin makes it: People, your name, New sign-in address.
        </p>
      </Section>
      <Suspense>
        {naming && (
          <NameDialog
            title="Change your name"
            name={name}
            send={(to) => api.updatePerson({ id, version, name: to })}
            onClose={() => {
              setNaming(false);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
