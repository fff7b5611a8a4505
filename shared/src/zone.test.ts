import { expect, test } from "@jest/globals";
import { Zone } from "./basics.ts";

test("takes every name under which people know a time zone, and keeps it as typed", () => {
  const names = ["Asia/Kolkata", "Asia/Calcutta", "Europe/Kyiv", "Europe/Kiev", "America/Nuuk", "Asia/Ho_Chi_Minh"];
  const others = ["Pacific/Kanton", "America/Argentina/Buenos_Aires", "US/Pacific", "Etc/GMT+5", "UTC", "GMT", "NZ"];
  for (const name of [...names, ...others, ...Intl.supportedValuesOf("timeZone")]) expect(Zone.parse(name)).toBe(name);
});

test("refuses what no clock knows, an offset, and short names that mean several places", () => {
  for (const name of ["", "Mars/Olympus", "Asia/Kolkata ", "+05:30", "GMT+05:30", "IST", "SystemV/AST4"])
    expect(Zone.safeParse(name).error?.issues[0]?.message).toMatch(/IANA time zone/);
});
