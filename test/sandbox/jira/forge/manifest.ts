// The app's own manifest: its modules, functions, scopes, remotes. What it does not declare, it cannot do here.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const Title = z
  .union([z.string(), z.object({ i18n: z.string() })])
  .transform((title) => (typeof title === "string" ? title : title.i18n));
const UiModule = z
  .object({
    key: z.string(),
    title: Title.optional(),
    label: Title.optional(),
    description: z.string().optional(),
    icon: z.string().optional(),
    resource: z.string(),
    render: z.literal("native", { error: "every UI module must be UI Kit (render: native)" }),
    viewportSize: z.string().optional(),
    resolver: z.object({ function: z.string().optional(), endpoint: z.string().optional() }).optional(),
    dynamicProperties: z.object({ function: z.string() }).optional(),
    status: z.unknown().optional(),
  })
  .loose();
const EventName = z
  .union([z.string(), z.object({ eventType: z.string() }).loose()])
  .transform((event) => (typeof event === "string" ? event : event.eventType));

const Modules = z
  .object({
    "jira:issuePanel": z.array(UiModule).default([]),
    "jira:issueContext": z.array(UiModule).default([]),
    "jira:issueAction": z.array(UiModule).default([]),
    "jira:globalPage": z.array(UiModule).max(1, "an app has at most one global page").default([]),
    "jira:projectPage": z.array(UiModule).default([]),
    "jira:adminPage": z.array(UiModule).default([]),
    "jira:dashboardGadget": z.array(UiModule).default([]),
    "jira:command": z.array(z.object({ key: z.string(), title: Title }).loose()).default([]),
    "jira:entityProperty": z
      .array(
        z.object({
          key: z.string(),
          entityType: z.enum(["issue", "project", "user"]),
          propertyKey: z.string(),
          values: z.array(
            z.object({
              path: z.string(),
              type: z.string(),
              searchAlias: z
                .string()
                .regex(/^[a-zA-Z0-9._-]+$/)
                .optional(),
            }),
          ),
        }),
      )
      .default([]),
    "jira:jqlFunction": z
      .array(
        z.object({ key: z.string(), name: z.string(), operators: z.array(z.string()), function: z.string() }).loose(),
      )
      .default([]),
    trigger: z
      .array(
        z
          .object({ key: z.string(), function: z.string(), events: z.array(EventName), filter: z.unknown().optional() })
          .loose(),
      )
      .default([]),
    scheduledTrigger: z
      .array(
        z
          .object({ key: z.string(), function: z.string(), interval: z.enum(["fiveMinute", "hour", "day", "week"]) })
          .loose(),
      )
      .max(5, "an app has at most five scheduled triggers")
      .default([]),
    preUninstall: z.array(z.object({ key: z.string(), function: z.string() }).loose()).default([]),
    function: z.array(
      z.object({ key: z.string(), handler: z.string(), timeoutSeconds: z.number().max(900).optional() }).loose(),
    ),
  })
  .loose();

const Remote = z
  .object({
    key: z.string(),
    baseUrl: z.string().optional(),
    operations: z.array(z.string()).default([]),
    configurable: z.unknown().optional(),
  })
  .loose();

export const Manifest = z.object({
  app: z.object({ id: z.string() }).loose(),
  environment: z
    .object({ variables: z.array(z.object({ key: z.string(), default: z.string().optional() })).default([]) })
    .optional(),
  modules: Modules,
  resources: z
    .array(
      z
        .object({ key: z.string().max(23), path: z.string(), entry: z.record(z.string(), z.string()).optional() })
        .loose(),
    )
    .default([]),
  remotes: z.array(Remote).default([]),
  permissions: z
    .object({
      scopes: z.array(z.string()).default([]),
      external: z
        .object({
          fetch: z
            .object({ backend: z.array(z.unknown()).default([]) })
            .loose()
            .optional(),
        })
        .loose()
        .optional(),
    })
    .loose(),
});
export type Manifest = z.infer<typeof Manifest>;
export type UiModule = z.infer<typeof UiModule>;

const uiKinds = [
  "jira:issuePanel",
  "jira:issueContext",
  "jira:issueAction",
  "jira:globalPage",
  "jira:projectPage",
  "jira:adminPage",
  "jira:dashboardGadget",
] as const;
export type UiKind = (typeof uiKinds)[number];

export const uiModules = (manifest: Manifest): { kind: UiKind; module: UiModule }[] =>
  uiKinds.flatMap((kind) => manifest.modules[kind].map((module) => ({ kind, module })));

/** `ui/issuePanel` is one entry of a resource; its bundle is named after both. */
export const bundleName = (resource: string): string => resource.replace("/", "-");

export async function readManifest(appDir: string, variables: Record<string, string>): Promise<Manifest> {
  const text = await readFile(join(appDir, "manifest.yml"), "utf8");
  const first = Manifest.pick({ environment: true }).safeParse(parse(text));
  const defaults = Object.fromEntries(
    (first.data?.environment?.variables ?? []).flatMap((entry) =>
      entry.default === undefined ? [] : [[entry.key, entry.default]],
    ),
  );
  const known: Record<string, string> = { ...defaults, ...variables };
  const filled = text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`manifest.yml names \${${name}}, which has no value`);
    return value;
  });
  const manifest = Manifest.safeParse(parse(filled));
  if (!manifest.success) throw new Error(`manifest.yml is not valid:\n${z.prettifyError(manifest.error)}`);
  checkReferences(manifest.data);
  return manifest.data;
}

function checkReferences(manifest: Manifest): void {
  const functions = new Set(manifest.modules.function.map((entry) => entry.key));
  const named = [
    ...uiModules(manifest).flatMap(({ module }) => [module.resolver?.function, module.dynamicProperties?.function]),
    ...[
      ...manifest.modules.trigger,
      ...manifest.modules.scheduledTrigger,
      ...manifest.modules.preUninstall,
      ...manifest.modules["jira:jqlFunction"],
    ].map((entry) => entry.function),
  ];
  for (const key of named) {
    if (key !== undefined && !functions.has(key))
      throw new Error(`manifest.yml names the function ${key}, which it does not declare`);
  }
  const resources = new Set(
    manifest.resources.flatMap((resource) => [
      resource.key,
      ...Object.keys(resource.entry ?? {}).map((name) => `${resource.key}/${name}`),
    ]),
  );
  for (const { module } of uiModules(manifest)) {
    if (!resources.has(module.resource))
      throw new Error(`manifest.yml names the resource ${module.resource}, which it does not declare`);
  }
  const keys = Object.values(manifest.modules)
    .flatMap((list) =>
      z
        .array(z.object({ key: z.string() }).loose())
        .catch([])
        .parse(list),
    )
    .map((entry) => entry.key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Error(`manifest.yml has the key ${twice} twice; keys are unique over all modules`);
}
