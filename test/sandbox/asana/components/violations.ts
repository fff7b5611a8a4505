// What the app answered that Asana's page could not show: the person sees "Something went wrong", a test sees why.
export interface Violation {
  /** `violation`: against the rules of app components. `failure`: an error, or no answer. */
  kind: "violation" | "failure";
  call: string;
  url: string;
  status: number | null;
  problems: string[];
}

const KEPT = 200;

export class Violations {
  #list: Violation[] = [];

  note(violation: Violation): void {
    this.#list = [...this.#list, violation].slice(-KEPT);
  }

  list(): Violation[] {
    return this.#list;
  }

  clear(): void {
    this.#list = [];
  }
}
