// `opt_fields`: only what is named comes, beside the gid; a thing named without its fields comes as a bare reference.
import { mayUse, type Caller } from "./caller.ts";
import { type Kind, known } from "./known-fields.ts";
import { badRequest, missingScope } from "./refusal.ts";

type Tree = Map<string, Tree>;
export type Full = Record<string, unknown>;

/** Fields of another resource that need its scope too. */
const scopeOf: Partial<Record<Kind, Record<string, string>>> = {
  task: { custom_fields: "custom_fields:read" },
  project: { team: "teams:read", custom_fields: "custom_fields:read", custom_field_settings: "custom_fields:read" },
  setting: { custom_field: "custom_fields:read" },
};

export interface Shown {
  tree: Tree | undefined;
  hidden: string[];
}

/** What the caller asked to see, and what their scopes leave out of a whole answer. */
export function readShown(kind: Kind, caller: Caller, optFields: string | undefined): Shown {
  const scopes = Object.entries(scopeOf[kind] ?? {}).filter(([, scope]) => !mayUse(caller, scope));
  if (optFields === undefined || optFields === "") return { tree: undefined, hidden: scopes.map(([field]) => field) };
  const names = optFields.split(",").map((name) => name.trim());
  const list: readonly string[] = known[kind];
  const strange = names.filter((name) => !list.includes(name));
  if (strange.length > 0) throw badRequest(...strange.map((name) => `opt_fields: Unknown field for ${kind}: ${name}`));
  const tree: Tree = new Map();
  for (const name of names) {
    let at = tree;
    for (const step of name.split(".")) {
      const lower: Tree = at.get(step) ?? new Map<string, Tree>();
      at.set(step, lower);
      at = lower;
    }
  }
  for (const [field, scope] of scopes) if (tree.has(field)) throw missingScope(scope);
  return { tree, hidden: [] };
}

const isRecord = (value: unknown): value is Full =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isRecord(value)) return value;
  if ("gid" in value)
    return { gid: value["gid"], ...("resource_type" in value ? { resource_type: value["resource_type"] } : {}) };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, bare(inner)]));
}

function pick(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((inner) => pick(inner, tree));
  if (!isRecord(value)) return value;
  const picked: Full = "gid" in value ? { gid: value["gid"] } : {};
  for (const [name, lower] of tree) {
    if (name in value) picked[name] = lower.size === 0 ? bare(value[name]) : pick(value[name], lower);
  }
  return picked;
}

export function show(full: Full, shown: Shown): unknown {
  if (shown.tree) return pick(full, shown.tree);
  return Object.fromEntries(Object.entries(full).filter(([name]) => !shown.hidden.includes(name)));
}

/** A list without `opt_fields` gives each thing as its compact form. */
export const showCompact = (full: Full, shown: Shown, compact: string[]): unknown =>
  shown.tree
    ? pick(full, shown.tree)
    : Object.fromEntries(["gid", "resource_type", ...compact].map((name) => [name, full[name]]));
