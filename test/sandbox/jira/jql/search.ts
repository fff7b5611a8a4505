// Runs a query over what the search index has seen. A clause becomes a test of an item before the first item is read, so
// an error in it is found even when nothing could match.
import { refuse } from "../rest/refusal.ts";
import { type Issue } from "../state/model.ts";
import { canBrowse, canSee, type Principal } from "../state/permissions.ts";
import { projectOf } from "../state/projects.ts";
import { type Site } from "../state/site.ts";
import { dateFunction, jqlDate } from "./dates.ts";
import { propertyValue, type SearchField, searchFields } from "./fields.ts";
import { type Clause, type Operand, type Operator, parseJql, propertyPath, type Query } from "./parse.ts";

/** A path of a property that the app's manifest has Jira index, with its alias. */
export interface IndexedPath {
  key: string;
  path: string;
  type: string;
  alias: string | undefined;
}

interface Searching {
  site: Site;
  who: Principal;
  indexed: IndexedPath[];
  jqlFunction: (name: string, args: string[], negated: boolean) => Promise<string>;
}

type Test = (issue: Issue) => boolean;
type Values = (string | number)[];

function fieldOf(name: string, search: Searching): SearchField {
  const known = searchFields[name.toLowerCase()];
  if (known) return known;
  const path = propertyPath(name);
  const indexed = path
    ? search.indexed.find((entry) => entry.key === path.key && entry.path === path.path)
    : search.indexed.find((entry) => entry.alias?.toLowerCase() === name.toLowerCase());
  if (!indexed) throw refuse("jql_field", name);
  return {
    kind:
      indexed.type === "number"
        ? "number"
        : indexed.type === "date"
          ? "date"
          : indexed.type === "text"
            ? "text"
            : "choice",
    read: (issue) => propertyValue(issue, indexed.key, indexed.path),
    resolve: (word) => word.toLowerCase(),
  };
}

function values(name: string, field: SearchField, operand: Operand, search: Searching): Values {
  switch (operand.kind) {
    case "empty":
      return [""];
    case "list":
      return operand.values.flatMap((entry) => values(name, field, entry, search));
    case "function":
      return fromFunction(field, operand.name, operand.args, search);
    case "value":
      return [fromWord(name, field, operand.text, search)];
  }
}

function fromFunction(field: SearchField, called: string, args: string[], search: Searching): Values {
  if (called.toLowerCase() === "currentuser") return [search.who.accountId];
  const date = field.kind === "date" ? dateFunction(called, args, search.site.clock.now()) : undefined;
  if (date === undefined) throw refuse("jql_function", `${called}(${args.join(", ")})`);
  return [date];
}

function fromWord(name: string, field: SearchField, word: string, search: Searching): string | number {
  switch (field.kind) {
    case "date": {
      const date = jqlDate(word, search.site.clock.now());
      if (date === undefined) {
        throw refuse("jql_date", word, name);
      }
      return date;
    }
    case "number":
      if (Number.isNaN(Number(word))) throw refuse("jql_number", word, name);
      return Number(word);
    case "issue": {
      const found = search.site.find(word);
      if (!found || !canSee(search.who, found)) throw refuse("jql_issue", word, name);
      return found.id;
    }
    case "text":
      return word.toLowerCase().replace(/\*$/, "");
    case "choice": {
      const value = field.resolve?.(word);
      const hidden =
        name.toLowerCase() === "project" && value !== undefined && !canBrowse(search.who, projectOf(value));
      if (value === undefined || hidden) throw refuse("jql_value", word, name);
      return value;
    }
  }
}

const ordered: Operator[] = [">", ">=", "<", "<="];

function checkOperator(name: string, field: SearchField, operator: Operator): void {
  const allowed =
    field.kind === "text"
      ? ["~", "!~", "is", "is not"]
      : field.kind === "date" || field.kind === "number" || name.toLowerCase() === "key"
        ? undefined
        : "no order";
  const bad = Array.isArray(allowed)
    ? !allowed.includes(operator)
    : operator.includes("~") || (allowed === "no order" && ordered.includes(operator));
  if (bad) throw refuse("jql_operator", operator, name);
}

type Compare = (own: Values, wanted: Values) => boolean;

/** An item without a value matches EMPTY alone: neither `!=` nor `not in` finds it. */
const has: Compare = (own, wanted) =>
  own.length === 0 ? wanted.includes("") : own.some((value) => wanted.includes(value));
const hasNot: Compare = (own, wanted) => own.length > 0 && !has(own, wanted);
const holds: Compare = (own, [first = ""]) => own.some((value) => String(value).includes(String(first)));
const some =
  (test: (value: string | number, wanted: string | number) => boolean): Compare =>
  (own, [first = ""]) =>
    own.some((value) => test(value, first));

const comparing: Record<Operator, Compare> = {
  "=": has,
  in: has,
  is: has,
  "!=": hasNot,
  "not in": hasNot,
  "is not": (own) => own.length > 0,
  ">": some((value, wanted) => value > wanted),
  ">=": some((value, wanted) => value >= wanted),
  "<": some((value, wanted) => value < wanted),
  "<=": some((value, wanted) => value <= wanted),
  "~": holds,
  "!~": (own, wanted) => own.length > 0 && !holds(own, wanted),
};

async function toTest(clause: Clause, search: Searching): Promise<Test> {
  switch (clause.kind) {
    case "and":
    case "or": {
      const parts = await Promise.all(clause.parts.map((part) => toTest(part, search)));
      return clause.kind === "and"
        ? (issue) => parts.every((part) => part(issue))
        : (issue) => parts.some((part) => part(issue));
    }
    case "not": {
      const part = await toTest(clause.part, search);
      return (issue) => !part(issue);
    }
    case "test": {
      const { field: name, operator, operand } = clause;
      const field = fieldOf(name, search);
      checkOperator(name, field, operator);
      const negated = operator === "not in" || operator === "!=";
      if (field.kind === "issue" && operand.kind === "function") {
        const jql = await search.jqlFunction(operand.name, operand.args, negated);
        const inner = parseJql(jql).where;
        return inner ? toTest(inner, search) : () => !negated;
      }
      const wanted = values(name, field, operand, search);
      return (issue) => comparing[operator](field.read(issue), wanted);
    }
  }
}

function inOrder(query: Query, search: Searching, issues: Issue[]): Issue[] {
  const order = query.order.length > 0 ? query.order : [{ field: "created", down: true }];
  const keys = order.map((entry) => ({ read: fieldOf(entry.field, search).read, down: entry.down }));
  return issues.sort((a, b) => {
    for (const { read, down } of keys) {
      const [left = ""] = read(a);
      const [right = ""] = read(b);
      if (left !== right) return left < right === down ? 1 : -1;
    }
    return Number(b.id) - Number(a.id);
  });
}

/** `reconcile`: ids that are read as they are now, whatever the index has seen. */
export async function search(jql: string, searching: Searching, reconcile: string[] = []): Promise<Issue[]> {
  const query = parseJql(jql);
  if (!query.where) {
    throw refuse("jql_unbounded");
  }
  const test = await toTest(query.where, searching);
  const seen = new Map(searching.site.index.issues());
  for (const id of reconcile) {
    const now = searching.site.find(id);
    if (now) seen.set(now.id, now);
    else seen.delete(id);
  }
  const found = [...seen.values()].filter((issue) => canSee(searching.who, issue) && test(issue));
  return inOrder(query, searching, found);
}
