import ts from "typescript";

/** Which calls change something; a call that is in neither list must be put into one before the house test passes. */
export interface Table {
  writes: readonly string[];
  reads: readonly string[];
}

export interface Gap {
  in: string;
  between: [first: string, second: string];
}

export interface Found {
  gaps: Gap[];
  /** Every `point("...")`, in the order of the text. */
  points: string[];
  /** Awaited calls of imported functions that the table does not know. */
  unknown: string[];
  /** Every write, by the name of its call. */
  writes: string[];
}

const CHANGES = /\b(INSERT INTO|UPDATE|DELETE FROM)\b(?! OF)/;
const PRISMA = /^(create|createMany|update|updateMany|upsert|delete|deleteMany)$/;

/** The last write after which no point has come; null: none. "ended": this way does not go on (return, throw). */
type Way = { after: string | null } | "ended";

/**
 * Reads a file of TypeScript and says where one function makes two writes with no awaited point between them, whichever
 * way its branches go; a loop follows itself. A function of the file that writes is itself a write.
 */
export function findGaps(text: string, table: Table): Found {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.ES2022, true);
  const known = { ...names(source), table };
  const functions = functionsIn(source);
  let local = new Set<string>();
  for (let before = -1; before !== local.size;) {
    before = local.size;
    local = new Set(functions.filter((one) => new Walk(known, local).run(one).writes.length > 0).map(nameOf));
    local.delete("");
  }
  const walks = functions.map((one) => new Walk(known, local).run(one));
  return {
    gaps: walks.flatMap(({ gaps }) => gaps),
    points: walks.flatMap(({ points }) => points),
    unknown: [...new Set(walks.flatMap(({ unknown }) => unknown))],
    writes: walks.flatMap(({ writes }) => writes),
  };
}

interface Known {
  table: Table;
  imported: Set<string>;
  /** Constants of the file, such as a statement of SQL. */
  constants: Map<string, string>;
}

function names(source: ts.SourceFile): Omit<Known, "table"> {
  const imported = new Set<string>();
  const constants = new Map<string, string>();
  for (const statement of source.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (bindings && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) imported.add(name.text);
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        constants.set(name.getText(), initializer?.getText() ?? "");
  }
  return { imported, constants };
}

function functionsIn(source: ts.SourceFile): ts.FunctionLikeDeclaration[] {
  const found: ts.FunctionLikeDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function nameOf(one: ts.FunctionLikeDeclaration): string {
  if (one.name) return one.name.getText();
  return ts.isVariableDeclaration(one.parent) ? one.parent.name.getText() : "";
}

const both = (one: Way, other: Way): Way =>
  one === "ended" ? other : other === "ended" ? one : { after: one.after ?? other.after };

/** One function, statement by statement, along every way through it. */
class Walk implements Found {
  readonly gaps: Gap[] = [];
  readonly points: string[] = [];
  readonly unknown: string[] = [];
  readonly writes: string[] = [];
  readonly #known: Known;
  readonly #local: ReadonlySet<string>;
  #in = "";

  constructor(known: Known, local: ReadonlySet<string>) {
    this.#known = known;
    this.#local = local;
  }

  run(one: ts.FunctionLikeDeclaration): this {
    this.#in = nameOf(one) || "a function without a name";
    if (one.body) this.#walk(one.body, { after: null });
    return this;
  }

  #walk(node: ts.Node, way: Way): Way {
    if (way === "ended" || ts.isFunctionLike(node)) return way;
    if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) return this.#branch(node, way);
    if (ts.isIterationStatement(node, false)) return both(way, this.#children(node, this.#children(node, way)));
    if (ts.isTryStatement(node)) return this.#attempt(node, way);
    const next = this.#children(node, way);
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return "ended";
    return ts.isCallExpression(node) && next !== "ended" ? this.#call(node, next) : next;
  }

  #children(node: ts.Node, way: Way): Way {
    let now = way;
    ts.forEachChild(node, (child) => {
      now = this.#walk(child, now);
    });
    return now;
  }

  #branch(node: ts.IfStatement | ts.ConditionalExpression, way: Way): Way {
    const asked = this.#walk(ts.isIfStatement(node) ? node.expression : node.condition, way);
    const yes = this.#walk(ts.isIfStatement(node) ? node.thenStatement : node.whenTrue, asked);
    const otherwise = ts.isIfStatement(node) ? node.elseStatement : node.whenFalse;
    return both(yes, otherwise ? this.#walk(otherwise, asked) : asked);
  }

  /** What failed was undone, so whoever catches it begins anew. */
  #attempt(node: ts.TryStatement, way: Way): Way {
    const tried = this.#walk(node.tryBlock, way);
    const caught: Way = node.catchClause ? this.#walk(node.catchClause.block, { after: null }) : "ended";
    const out = both(tried, caught);
    return node.finallyBlock ? this.#walk(node.finallyBlock, out) : out;
  }

  #call(node: ts.CallExpression, way: { after: string | null }): Way {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
    const [first] = node.arguments;
    if (name === "point" && first && ts.isStringLiteral(first)) {
      this.points.push(first.text);
      return ts.isAwaitExpression(node.parent) ? { after: null } : way;
    }
    if (!this.#changes(node, name, first)) return way;
    if (way.after !== null) this.gaps.push({ in: this.#in, between: [way.after, name] });
    this.writes.push(name);
    return { after: name };
  }

  #changes(node: ts.CallExpression, name: string, first: ts.Expression | undefined): boolean {
    const { table, imported, constants } = this.#known;
    if (name === "query") {
      const text = first?.getText() ?? "";
      return CHANGES.test(constants.get(text) ?? text);
    }
    if (table.writes.includes(name) || this.#local.has(name)) return true;
    if (ts.isPropertyAccessExpression(node.expression))
      return PRISMA.test(name) && /prisma|tx/.test(node.expression.getText());
    const awaited = ts.isAwaitExpression(node.parent) || ts.isReturnStatement(node.parent);
    if (awaited && imported.has(name) && !table.reads.includes(name)) this.unknown.push(name);
    return false;
  }
}
