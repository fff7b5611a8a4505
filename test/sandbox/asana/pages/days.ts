// Days as Asana writes them: today, tomorrow, else the date.
const DAY = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);

export function dayName(day: string, today: string): string {
  const away = Math.round((at(day) - at(today)) / DAY);
  if (away === 0) return "Today";
  if (away === 1) return "Tomorrow";
  if (away === -1) return "Yesterday";
  return new Date(at(day)).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}

export const momentName = (moment: string): string =>
  new Date(moment).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  });
