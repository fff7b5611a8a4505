import { useQuery } from "@tanstack/react-query";
import { addDays, daysBetween } from "@throughline/shared/calendar";
import { day } from "../format.ts";
import { meQuery, periodsQuery } from "../queries.ts";

/** "Q4 2026, week 8 of 13". */
export function weekNote(period: { name: string; start: string; due: string }, today: string): string {
  if (today < period.start || today > period.due) return period.name;
  const week = Math.floor(daysBetween(period.start, today) / 7) + 1;
  const weeks = Math.round(daysBetween(period.start, addDays(period.due, 1)) / 7);
  return `${period.name}, week ${Math.min(week, weeks)} of ${weeks}`;
}

/** The period looked at, else the shortest one that today lies in, else the day. */
export function PeriodNote({ period }: { period: string | undefined }) {
  const periods = useQuery(periodsQuery).data ?? [];
  const today = useQuery(meQuery).data?.workspace.today;
  if (today === undefined) return null;
  const chosen =
    periods.find(({ id }) => id === period) ??
    periods
      .filter(({ start, due }) => start <= today && today <= due)
      .sort((a, b) => daysBetween(a.start, a.due) - daysBetween(b.start, b.due))[0];
  return <span className="text-fg3 max-sm:hidden">{chosen === undefined ? day(today) : weekNote(chosen, today)}</span>;
}
