// What Atlassian's checks let through and we don't: the dead UI Kit 1 shape, wider scopes, a second place for an address.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const SCOPES = ["read:jira-work", "write:jira-work", "read:jira-user"];
const REMOTE = "goal-service";

const list = (value) => (Array.isArray(value) ? value : []);

function uiModules(modules) {
  const kinds = Object.keys(modules).filter((kind) => kind.startsWith("jira:"));
  return kinds
    .flatMap((kind) => list(modules[kind]).map((module) => ({ kind, module })))
    .filter(({ kind, module }) => /Panel|Context|Action|Page|Gadget|Command/.test(kind) || "resource" in module);
}

/** UI Kit 1 stopped working in February 2025, but the manifest's schema still accepts it. */
function everyPageIsNative(manifest) {
  return uiModules(manifest.modules).flatMap(({ kind, module }) => [
    ...(typeof module.resource === "string" && module.render === "native"
      ? []
      : [`${kind} ${module.key}: needs a resource and "render: native"`]),
    ...(module.resolver?.function ? [] : [`${kind} ${module.key}: needs a resolver function`]),
  ]);
}

function everyEntryIsThere(manifest, appDir) {
  const missing = [];
  const entries = list(manifest.resources).flatMap(({ key, path, entry }) =>
    Object.entries(entry ?? {}).map(([name, file]) => ({ name: `${key}/${name}`, file: join(appDir, path, file) })),
  );
  for (const { module } of uiModules(manifest.modules)) {
    const entry = entries.find(({ name }) => name === module.resource);
    if (entry === undefined) missing.push(`${module.key}: no entry ${module.resource} under resources`);
    else if (!readable(entry.file)) missing.push(`${module.key}: no file ${entry.file}`);
  }
  return missing;
}

function readable(file) {
  try {
    return readFileSync(file, "utf8").length > 0;
  } catch {
    return false;
  }
}

function scopesAreFew(manifest) {
  return list(manifest.permissions?.scopes)
    .filter((scope) => !SCOPES.includes(scope))
    .map((scope) => `the scope ${scope} is more than the app needs; each new one asks every admin for consent again`);
}

/** The service's address is the admin's to enter: no default in the manifest, no address in the code, no other egress. */
function noOtherWayOut(manifest, appDir, sources) {
  const remotes = list(manifest.remotes);
  const problems = remotes
    .filter(({ key, baseUrl, configurable }) => key !== REMOTE || baseUrl !== undefined || configurable === undefined)
    .map(({ key }) => `the remote ${key}: only ${REMOTE}, without baseUrl, configurable`);
  const egress = Object.keys(manifest.permissions?.external ?? {}).filter((kind) => kind !== "configurable");
  problems.push(...egress.map((kind) => `permissions.external.${kind}: the app talks to Jira and to ${REMOTE} only`));
  for (const file of sources.filter((name) => !/\.test\.tsx?$|\/testing\//.test(name))) {
    const text = readFileSync(file, "utf8");
    const inside = file.slice(appDir.length + 1);
    if (/\bfetch\(/.test(text)) problems.push(`${inside}: fetch; go through jira/client.ts or remote/goal-service.ts`);
    if (/\brequestJira\(/.test(text) && inside !== "src/jira/client.ts")
      problems.push(`${inside}: requestJira outside jira/client.ts`);
    if (/\binvokeRemote\(/.test(text) && inside !== "src/remote/goal-service.ts")
      problems.push(`${inside}: invokeRemote outside remote/goal-service.ts`);
  }
  return problems;
}

/**
 * Every call of Jira is a `method` beside a `path: route...`, which Forge's own lint can't follow. Each must be among the
 * operations listed in jira-operations.json, and the manifest must ask for the scope that it needs.
 */
function callsHaveTheirScopes(manifest, appDir, sources, operations) {
  const scopes = new Set(list(manifest.permissions?.scopes));
  const needed = new Set();
  const problems = [];
  for (const file of sources.filter((name) => !/\.test\.tsx?$|\/testing\//.test(name))) {
    const text = readFileSync(file, "utf8");
    const routes = [...text.matchAll(/route`/g)].length;
    const calls = [...text.matchAll(/method: "(\w+)",\s*path: route`([^`?]+)[^`]*`/g)];
    if (routes !== calls.length)
      problems.push(`${file.slice(appDir.length + 1)}: a route without its method beside it`);
    for (const [, method, path] of calls) {
      const pattern = path.replace(/\$\{\w+\}/g, "{}");
      const known = Object.keys(operations.paths).find((each) => each.replace(/\{\w+\}/g, "{}") === pattern);
      const operation = known === undefined ? undefined : operations.paths[known][method.toLowerCase()];
      if (operation === undefined) problems.push(`${method} ${path}: not listed in jira-operations.json`);
      for (const { OAuth2 = [] } of operation?.security ?? []) for (const scope of OAuth2) needed.add(scope);
    }
  }
  problems.push(
    ...[...needed].filter((scope) => !scopes.has(scope)).map((scope) => `the code needs the scope ${scope}`),
  );
  return problems;
}

/** The names that other parts of the product rely on (architecture.md, Names on the wire). */
function namesOnTheWire(manifest) {
  const [property] = list(manifest.modules["jira:entityProperty"]);
  const paths = Object.fromEntries(list(property?.values).map(({ path, searchAlias }) => [path, searchAlias]));
  const right =
    property?.propertyKey === "throughline" && paths.link === "throughlineLink" && paths.initiative === "throughline";
  return right
    ? []
    : ["jira:entityProperty: property throughline with link as throughlineLink and initiative as throughline"];
}

export function ourRules(manifest, appDir, sources, operations) {
  return [
    ...everyPageIsNative(manifest),
    ...everyEntryIsThere(manifest, appDir),
    ...scopesAreFew(manifest),
    ...noOtherWayOut(manifest, appDir, sources),
    ...callsHaveTheirScopes(manifest, appDir, sources, operations),
    ...namesOnTheWire(manifest),
  ];
}
