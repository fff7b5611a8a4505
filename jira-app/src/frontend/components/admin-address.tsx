import { permissions } from "@forge/bridge";
import { Button, ErrorMessage, HelperMessage, Heading, Inline, Label, Stack, Textfield } from "@forge/react";
import { useEffect, useRef, useState } from "react";
import { typed } from "../words.ts";

const REMOTE = "goal-service";

const isAddress = (text: string): boolean =>
  /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)(:|\/|$))/i.test(text) && URL.canParse(text);

/** The customer-managed remote: Jira itself asks the admin to agree before the address counts. */
export function Address({ saved }: { saved: () => void }) {
  const [current, setCurrent] = useState<string | null | undefined>(undefined);
  const [trouble, setTrouble] = useState<string | null>(null);
  const address = useRef("");

  useEffect(() => {
    permissions.remote
      .get({ keys: [REMOTE] })
      .then(({ results }) => {
        const endpoint = results.find(({ key }) => key === REMOTE)?.configured.endpoint ?? null;
        address.current = endpoint ?? "";
        setCurrent(endpoint);
      })
      .catch(() => {
        setCurrent(null);
      });
  }, []);

  const save = async (): Promise<void> => {
    const endpoint = address.current.trim().replace(/\/+$/, "");
    if (!isAddress(endpoint)) {
      setTrouble("Give the https address of your goal service, for example https://goals.example.com.");
      return;
    }
    try {
      await permissions.remote.set({ remotes: [{ key: REMOTE, configured: { endpoint } }] });
      setTrouble(null);
      setCurrent(endpoint);
      saved();
    } catch {
      setTrouble("Jira did not save the address: it needs a site administrator who agrees in the dialog.");
    }
  };

  return (
    <Stack space="space.100">
      <Heading size="small">Service address</Heading>
      <Label labelFor="service-address">Address of your goal service</Label>
      <Inline space="space.100">
        <Textfield
          key={current ?? ""}
          id="service-address"
          name="address"
          defaultValue={current ?? ""}
          placeholder="https://goals.example.com"
          isInvalid={trouble !== null}
          onChange={(event) => {
            address.current = typed(event);
          }}
        />
        <Button
          onClick={() => {
            void save();
          }}
        >
          Save address
        </Button>
      </Inline>
      {trouble === null ? (
        <HelperMessage>Work items and account ids of the chosen projects are sent there.</HelperMessage>
      ) : (
        <ErrorMessage>{trouble}</ErrorMessage>
      )}
    </Stack>
  );
}
