import { expect, test } from "@jest/globals";
import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import { renderAt } from "../router.test-kit.tsx";
import { keepUnshown } from "../unshown.ts";
import { Notices } from "./notices.tsx";

let faults: Record<string, string[]> = {};

function Asks({ queryKey, enabled = true }: { queryKey: string[]; enabled?: boolean }) {
  useQuery({
    queryKey,
    enabled,
    queryFn: (asked) => {
      keepUnshown(asked, faults[queryKey.at(-1) ?? ""] ?? []);
      return [];
    },
  });
  return null;
}

const page = (
  <>
    <Notices />
    <Asks queryKey={["goal", "G-1", "items"]} />
    <Asks queryKey={["goal", "G-1", "readings", "kr"]} />
  </>
);
const me: [readonly unknown[], unknown] = [["me"], { workspace: { zone: "UTC" } }];

test("what can't be shown is said by kind and number, with what to do, and no more once it can", async () => {
  faults = { kr: ["f-1"], items: ["f-2", "f-3", "f-4"] };
  const { client } = await renderAt("/", page, [me]);
  const notice = await screen.findByText("3 work items and 1 reading can’t be shown here.");
  expect(notice.closest("[role=status]")?.textContent).toContain(
    "Tell whoever runs Throughline, with these numbers: f-2, f-3, f-4 and 1 more.",
  );
  faults = { kr: ["f-1"] };
  await client.refetchQueries();
  expect(await screen.findByText("1 reading can’t be shown here.")).toBeTruthy();
  faults = {};
  await client.refetchQueries();
  await waitFor(() => {
    expect(screen.queryByText(/can’t be shown/)).toBeNull();
  });
});

test("a screen says nothing of what another one could not show", async () => {
  faults = { "G-2": ["f-1"] };
  const { client } = await renderAt("/", <Notices />, [me]);
  await client.query({
    queryKey: ["people", "G-2"],
    queryFn: (asked) => {
      keepUnshown(asked, ["f-1"]);
      return [];
    },
  });
  expect(screen.queryByText(/can’t be shown/)).toBeNull();
});
