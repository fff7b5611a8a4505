// JQL into a tree. Only what the original's grammar allows; anything else is an error with the original's place in it.
import { refuse } from "../rest/refusal.ts";

export type Operand =
  | { kind: "value"; text: string; quoted: boolean }
  | { kind: "list"; values: Operand[] }
  | { kind: "function"; name: string; args: string[] }
  | { kind: "empty" };
export type Operator = "=" | "!=" | ">" | ">=" | "<" | "<=" | "~" | "!~" | "in" | "not in" | "is" | "is not";
export type Clause =
  | { kind: "and" | "or"; parts: Clause[] }
  | { kind: "not"; part: Clause }
  | { kind: "test"; field: string; operator: Operator; operand: Operand };
export interface Query {
  where: Clause | undefined;
  order: { field: string; down: boolean }[];
}

interface Token {
  text: string;
  quoted: boolean;
  at: number;
}

const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(>=|<=|!=|!~|[=<>~(),!]|&&|\|\|)|([^\s"'=<>~(),!]+))/y;

function tokens(jql: string): Token[] {
  const found: Token[] = [];
  pattern.lastIndex = 0;
  while (jql.slice(pattern.lastIndex).trim() !== "") {
    const at = pattern.lastIndex + (/^\s*/.exec(jql.slice(pattern.lastIndex))?.[0].length ?? 0);
    const match = pattern.exec(jql);
    if (!match) throw refuse("jql_quote_open", String(at + 1));
    const quoted = match[1] ?? match[2];
    const text = quoted === undefined ? (match[3] ?? match[4] ?? "") : quoted.replace(/\\(.)/g, "$1");
    found.push({ text, quoted: quoted !== undefined, at: at + 1 });
  }
  return found;
}

/** `issue.property[throughline].link` holds brackets and dots, so it is one word to the tokenizer; quotes inside are dropped. */
export const propertyPath = (field: string): { key: string; path: string } | undefined => {
  const match = /^(?:issue|issue\.)?\.?property\[(['"]?)([^\]'"]+)\1\]\.(.+)$/i.exec(field);
  return match?.[2] !== undefined && match[3] !== undefined ? { key: match[2], path: match[3] } : undefined;
};

export function parseJql(text: string): Query {
  const jql = text.replace(/\[\s*['"]([^'"\]]+)['"]\s*\]/g, "[$1]");
  const all = tokens(jql);
  let at = 0;
  const peek = (): Token | undefined => all[at];
  const isWord = (word: string, token = peek()): boolean =>
    token !== undefined && !token.quoted && token.text.toLowerCase() === word;
  const fail = (expected: string): Error => {
    const token = peek();
    return token ? refuse("jql_unexpected", expected, token.text, String(token.at)) : refuse("jql_cut_off", expected);
  };
  const next = (expected: string): Token => {
    const token = all[at];
    if (!token) throw fail(expected);
    at += 1;
    return token;
  };
  const take = (word: string): boolean => {
    if (!isWord(word)) return false;
    at += 1;
    return true;
  };
  const demand = (word: string): void => {
    if (!take(word)) throw fail(`'${word}'`);
  };

  const either = (): Clause => chain("or", both, ["or", "||"]);
  const both = (): Clause => chain("and", single, ["and", "&&"]);
  const chain = (kind: "and" | "or", part: () => Clause, words: string[]): Clause => {
    const parts = [part()];
    while (words.some((word) => isWord(word))) {
      at += 1;
      parts.push(part());
    }
    const [first] = parts;
    return parts.length === 1 && first ? first : { kind, parts };
  };
  const single = (): Clause => {
    if (take("not") || take("!")) return { kind: "not", part: single() };
    if (take("(")) {
      const inner = either();
      demand(")");
      return inner;
    }
    return test();
  };
  const test = (): Clause => {
    const field = next("either a field name or a function").text;
    const operator = readOperator();
    const operand = readOperand();
    if ((operator === "in" || operator === "not in") && operand.kind === "value") throw fail("'('");
    if ((operator === "is" || operator === "is not") && operand.kind !== "empty") {
      throw refuse("jql_only_empty", operator);
    }
    return { kind: "test", field, operator, operand };
  };
  const readOperator = (): Operator => {
    if (take("not")) {
      demand("in");
      return "not in";
    }
    if (take("is")) return take("not") ? "is not" : "is";
    if (take("in")) return "in";
    const token = peek();
    const found =
      token && !token.quoted
        ? (["=", "!=", ">", ">=", "<", "<=", "~", "!~"] as const).find((sign) => sign === token.text)
        : undefined;
    if (!found) throw fail("either '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'IS', 'WAS' or 'CHANGED'");
    at += 1;
    return found;
  };
  const readOperand = (): Operand => {
    if (take("empty") || take("null")) return { kind: "empty" };
    if (take("(")) {
      const values = [readOperand()];
      while (take(",")) values.push(readOperand());
      demand(")");
      return { kind: "list", values };
    }
    const token = next("either a value, list or function");
    if (!token.quoted && /^[(),=<>~!]/.test(token.text)) {
      at -= 1;
      throw fail("either a value, list or function");
    }
    if (token.quoted || !take("(")) return { kind: "value", text: token.text, quoted: token.quoted };
    const args: string[] = [];
    while (!take(")")) {
      if (args.length > 0) demand(",");
      args.push(next("an argument").text);
    }
    return { kind: "function", name: token.text, args };
  };
  const ordering = (): Query["order"] => {
    if (!take("order")) return [];
    demand("by");
    const order: Query["order"] = [];
    do {
      const field = next("a field name").text;
      const down = take("desc") || (take("asc"), false);
      order.push({ field, down });
    } while (take(","));
    return order;
  };

  const where = all.length === 0 || isWord("order") ? undefined : either();
  const order = ordering();
  if (at < all.length) throw fail("either 'OR' or 'AND'");
  return { where, order };
}
