// What a JQL search sees. Jira's search index runs behind its database; here by a fixed time of the site's own clock, so
// that nothing comes to rely on reading its own write. An id named in `reconcileIssues` is read from the database instead.
import { type Issue } from "./model.ts";

export class SearchIndex {
  readonly #seen = new Map<string, Issue>();
  #waiting: { at: number; id: string; issue: Issue | undefined }[] = [];
  readonly #lag: number;
  readonly #now: () => number;

  constructor(lag: number, now: () => number) {
    this.#lag = lag;
    this.#now = now;
  }

  load(issues: Issue[]): void {
    for (const issue of issues) this.#seen.set(issue.id, structuredClone(issue));
  }

  wrote(id: string, issue: Issue | undefined): void {
    this.#waiting.push({ at: this.#now() + this.#lag, id, issue });
  }

  issues(): Map<string, Issue> {
    const now = this.#now();
    const waits = (write: { at: number }) => this.#lag > 0 && write.at > now;
    const due = this.#waiting.filter((write) => !waits(write));
    this.#waiting = this.#waiting.filter(waits);
    for (const write of due) {
      if (write.issue) this.#seen.set(write.id, write.issue);
      else this.#seen.delete(write.id);
    }
    return this.#seen;
  }
}
