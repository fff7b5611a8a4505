// Dates in JQL: a day, a minute, milliseconds, or a distance from now. Never seconds: the original refuses them too.
const unit: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000 };

export function jqlDate(text: string, now: number): number | undefined {
  const relative = /^([+-]?)((?:\d+[wdhm]\s*)+)$/.exec(text.trim());
  if (relative?.[2] !== undefined) {
    const distance = [...relative[2].matchAll(/(\d+)([wdhm])/g)].reduce(
      (sum, part) => sum + Number(part[1]) * (unit[part[2] ?? ""] ?? 0),
      0,
    );
    return relative[1] === "-" ? now - distance : now + distance;
  }
  if (/^\d{10,}$/.test(text)) return Number(text);
  const day = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(text.trim());
  if (!day) return undefined;
  const [, year, month, date, hour = "0", minute = "0"] = day;
  return Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute));
}

const DAY = unit["d"] ?? 0;

/** `now()`, `startOfDay(-1d)` and their like. */
export function dateFunction(name: string, args: string[], now: number): number | undefined {
  const shift = args[0] === undefined ? 0 : (jqlDate(args[0], 0) ?? 0);
  const day = Math.floor(now / DAY) * DAY;
  switch (name.toLowerCase()) {
    case "now":
      return now + shift;
    case "startofday":
      return day + shift;
    case "endofday":
      return day + DAY - 60_000 + shift;
    case "startofweek":
      return day - ((new Date(day).getUTCDay() + 6) % 7) * DAY + shift;
    default:
      return undefined;
  }
}
