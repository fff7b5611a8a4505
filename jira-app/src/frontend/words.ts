import { readNumber, unmistakable } from "@throughline/shared/typed-number";
import type { Problem } from "../outcome.ts";

/** What people read when something is in the way: what it is, and who can do what about it. */
export interface Said {
  title: string;
  text: string;
  /** Worth pressing "Try again". */
  again: boolean;
}

/** What stands in a text field now. */
export const typed = (event: { target: { value?: unknown } }): string =>
  typeof event.target.value === "string" ? event.target.value : "";

/** Why a typed number can't be taken as it stands; null where it has one reading, or nothing is typed yet. */
export function numberProblem(text: string): string | null {
  const number = readNumber(text, ".");
  if (number.kind === "unreadable") return number.message;
  if (number.kind !== "ambiguous") return null;
  const [first, second] = number.readings.map(unmistakable);
  return `This may be ${first ?? ""} or ${second ?? ""}. Write one of the two.`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "31 Dec 2026": a day is the same day everywhere, so no time zone is asked. */
export function dayText(day: string): string {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ""} ${year ?? ""}`.trim();
}

export const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const short = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, max - 1)}…`);

const sentences = (problem: Extract<Problem, { kind: "invalid" }>): string =>
  [...problem.messages, ...Object.values(problem.fields)].join(" ");

export function say(problem: Problem): Said {
  switch (problem.kind) {
    case "not_paired":
      return {
        title: "Throughline is not connected yet",
        text: "A Jira admin finds the code to connect this site under Apps, Throughline.",
        again: true,
      };
    case "no_address":
      return {
        title: "Throughline has no address yet",
        text: "A Jira admin enters it under Apps, Throughline.",
        again: true,
      };
    case "service_down":
      return {
        title: "Throughline is not answering",
        text: "You can still create: the link is written on the work item and picked up when Throughline is back.",
        again: true,
      };
    case "busy":
      return {
        title: problem.who === "jira" ? "Jira is busy" : "Throughline is busy",
        text: `Try again in ${several(Math.max(1, Math.ceil(problem.retryAfter)), "second", "seconds")}.`,
        again: true,
      };
    case "refused":
      return { title: "Throughline refused this", text: problem.message, again: false };
    case "denied":
      return {
        title: "Jira doesn't allow you this",
        text: problem.message ?? "Ask whoever administers the project for the permission.",
        again: false,
      };
    case "invalid":
      return { title: "Jira refused this", text: sentences(problem) || "It gave no reason.", again: false };
    case "not_found":
      return { title: "Not found", text: "It was deleted, or it is hidden from you.", again: false };
    case "unknown":
      return { title: "No answer", text: problem.detail, again: true };
  }
}
