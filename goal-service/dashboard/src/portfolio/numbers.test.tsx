import { describe, expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import type { Portfolio } from "@throughline/shared/portfolio";
import { userEvent } from "@testing-library/user-event";
import { HealthBar } from "../components/health-bar.tsx";
import { itemOf } from "../goal/item.test-kit.ts";
import { renderAt } from "../router.test-kit.tsx";
import { Numbers, pointsSince } from "./numbers.tsx";
import { rowOf } from "./portfolio-row.test-kit.ts";

const portfolio: Portfolio = {
  asOf: "2026-11-20T12:00:00Z",
  rows: [rowOf({ id: "g1", doing: 0 }), rowOf({ id: "g2" }), rowOf({ id: "g3", state: "draft" })],
  counts: {},
  decisions: [],
  classesOver: [],
  handled: [],
  fine: 2,
  changed: {
    ...{ worse: 0, better: 0, recovered: 0, lostSight: 0, goals: [] },
    ...{ since: "2026-11-13", counts: { green: 1 }, linkedShare: 0.79 },
  },
  numbers: { linkedShare: 0.82, goalsWithoutWork: 1, stalled: 2, active: 25 },
  people: {},
  freshness: [],
};

describe("each number", () => {
  test("stands beside what it is measured against", async () => {
    await renderAt("/", <Numbers portfolio={portfolio} work={undefined} />);
    const items = within(screen.getByRole("list", { name: "Numbers" })).getAllByRole("listitem");
    expect(items.map(({ textContent }) => textContent)).toEqual([
      "Work linked to a goal 82%up 3 points",
      "Goals with no active work 1of 2",
      "Stalled items 2of 25 active",
    ]);
  });

  test("of linked work leads to what is not linked: recent, live, a mirrored pair once", async () => {
    const sides = { id: "x", key: null, tool: "asana", title: "Same", suggested: false, why: "" };
    const items = [
      itemOf({ id: "old", title: "Old", createdAt: "2026-10-23T09:00:00Z" }),
      itemOf({ id: "new", title: "New", createdAt: "2026-11-19T09:00:00Z" }),
      itemOf({ id: "class", title: "Rotate keys", class: { class: "maintenance", until: null } }),
      itemOf({ id: "gone", title: "Gone", presence: "gone" }),
      itemOf({ id: "twin", title: "Twin", sameWork: { ...sides, counts: true } }),
    ];
    await renderAt("/", <Numbers portfolio={portfolio} work={undefined} />, [
      [["unlinked"], { items, next: null }],
      [["me"], { workspace: { today: "2026-11-20", zone: "UTC" }, person: null }],
    ]);
    await userEvent.setup().click(screen.getByRole("button", { name: /Work linked to a goal/ }));
    const dialog = await screen.findByRole("dialog", { name: "Work not linked to a goal" });
    const rows = within(dialog).getAllByRole("row");
    expect(
      rows.map((row) =>
        within(row)
          .getAllByRole("cell")
          .map(({ textContent }) => textContent),
      ),
    ).toEqual([
      ["New", "JiraNEW", "Not said yet", "No owner", "19 Nov"],
      ["Rotate keys", "JiraCLASS", "maintenance", "No owner", "1 Nov"],
    ]);
    expect(dialog.textContent).toContain("2 items, 1 without a word about what it is for.");
  });

  test("is the way to its list, and back", async () => {
    await renderAt("/?work=stalled", <Numbers portfolio={portfolio} work="stalled" />);
    const hrefOf = (name: RegExp) => screen.getByRole("link", { name }).getAttribute("href");
    expect(hrefOf(/Goals with no active work/)).toBe("/?work=none");
    expect(hrefOf(/Stalled items.*filter is on/)).toBe("/");
  });
});

test("a change of a share is told in points, and not where one of the weeks has none", () => {
  expect(pointsSince(0.82, 0.79)).toBe("up 3 points");
  expect(pointsSince(0.786, 0.794)).toBe("as last week");
  expect(pointsSince(0.5, 0.51)).toBe("down 1 point");
  expect(pointsSince(null, 0.5)).toBeNull();
});

test("the bar's counts say how many more or fewer there were a week ago", async () => {
  const counts = [
    { state: "red" as const, count: 2, before: 1 },
    { state: "green" as const, count: 4, before: 4 },
  ];
  await renderAt("/", <HealthBar counts={counts} since="2026-11-13" chosen={[]} />);
  expect(screen.getByRole("link", { name: "2 Off track , 1 more than a week ago" }).dataset["tip"]).toBe(
    "1 on Fri 13 Nov",
  );
  expect(screen.getByRole("link", { name: "4 On track" })).toBeTruthy();
});
