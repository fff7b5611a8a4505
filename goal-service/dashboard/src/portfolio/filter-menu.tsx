import type { Portfolio } from "@throughline/shared/portfolio";
import { HealthState } from "@throughline/shared/vocabulary";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Avatar } from "../components/avatar.tsx";
import { HealthMark } from "../components/health-mark.tsx";
import { MenuCheck, MenuGroup } from "../components/menu-items.tsx";
import { periodsQuery, teamsQuery } from "../queries.ts";
import { healthList, type PortfolioSearch } from "../search.ts";
import { STATE_WORDS } from "@throughline/shared/health/words";
import { BAR_ORDER } from "./attention.ts";

const WORK = [
  { value: "none", label: "No active work" },
  { value: "stalled", label: "Stalled items" },
  { value: "over", label: "Owner over the limit" },
] as const;

/** Health, work, owner, team and period; each choice is in the address at once. */
export function FilterMenu({ portfolio }: { portfolio: Portfolio }) {
  const search = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  const teams = useQuery(teamsQuery).data ?? [];
  const periods = useQuery(periodsQuery).data ?? [];
  const set = (change: Partial<PortfolioSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false });
  const states = BAR_ORDER.filter((state) => (portfolio.counts[state] ?? 0) > 0);
  const chosen = healthList(search.health);
  const owners = [...new Set(portfolio.rows.flatMap((row) => row.ownerId ?? []))]
    .flatMap((id) => ({ id, name: portfolio.people[id]?.name ?? "" }))
    .filter(({ name }) => name !== "")
    .sort((a, b) => a.name.localeCompare(b.name));
  const used = new Set(portfolio.rows.map((row) => row.teamId));
  const single = (name: "owner" | "team" | "period", id: string, label: React.ReactNode) => (
    <MenuCheck
      key={id}
      checked={search[name] === id}
      onChange={(on) => {
        set({ [name]: on ? id : undefined });
      }}
    >
      {label}
    </MenuCheck>
  );
  return (
    <>
      <MenuGroup title="Health">
        {states.map((state) => (
          <MenuCheck
            key={state}
            checked={chosen.includes(state)}
            onChange={(on) => {
              const next = HealthState.options.filter((other) => (other === state ? on : chosen.includes(other)));
              set({ health: next.length === 0 ? undefined : next.join(",") });
            }}
          >
            <HealthMark health={state} size={12} />
            {STATE_WORDS[state]}
          </MenuCheck>
        ))}
      </MenuGroup>
      <MenuGroup title="Work">
        {WORK.map(({ value, label }) => (
          <MenuCheck
            key={value}
            checked={search.work === value}
            onChange={(on) => {
              set({ work: on ? value : undefined });
            }}
          >
            {label}
          </MenuCheck>
        ))}
      </MenuGroup>
      {owners.length > 0 && (
        <MenuGroup title="Owner">
          {owners.map(({ id, name }) =>
            single(
              "owner",
              id,
              <>
                <Avatar name={name} size={16} />
                {name}
              </>,
            ),
          )}
        </MenuGroup>
      )}
      {teams.some(({ id }) => used.has(id)) && (
        <MenuGroup title="Team">
          {teams.filter(({ id }) => used.has(id)).map(({ id, name }) => single("team", id, name))}
        </MenuGroup>
      )}
      {periods.length > 0 && (
        <MenuGroup title="Period">{periods.map(({ id, name }) => single("period", id, name))}</MenuGroup>
      )}
    </>
  );
}
