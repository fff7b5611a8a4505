import { z } from "zod";

/** What Asana sends, in the parts that we use (reference: Asana, app components, 1.3). More may come; it is ignored. */

const gid = z.string().regex(/^[\w-]{1,100}$/);
const viewer = { workspace: gid, user: gid };

export const OnTask = z.object({ ...viewer, task: gid });
export type OnTask = z.infer<typeof OnTask>;

/** The search text goes by three names in Asana's own sources. */
export const Search = z
  .object({
    ...viewer,
    query: z.string().max(1000).optional(),
    value: z.string().max(1000).optional(),
    fragment: z.string().max(1000).optional(),
  })
  .transform(({ query, value, fragment, ...rest }) => ({ ...rest, text: (query ?? value ?? fragment ?? "").trim() }));

export const Widget = OnTask.extend({ resource_url: z.string().max(2000) });

export const Attach = OnTask.extend({ query: z.string().max(1000) });

const picked = z.object({ value: z.string().min(1).max(200), title: z.string().max(1000).default("") });

/** Everything that a person typed so far. A field that is not drawn sends nothing. */
export const Values = z.object({
  /** An initiative's key, or a class of work that serves no goal. */
  initiative: picked.nullish().catch(null),
  titles: z.string().max(20_000).default("").catch(""),
  /** The tool's account. */
  owner: picked.nullish().catch(null),
  due: z.iso.date().nullish().catch(null),
  until: z.iso.date().nullish().catch(null),
  /** Whether the task at hand is linked as well. */
  also: z.array(z.string()).default([]).catch([]),
});
export type Values = z.infer<typeof Values>;

const values = Values.default(() => Values.parse({}));

export const Change = OnTask.extend({ values, changed_field: z.string().max(100).optional() });
export const Submit = OnTask.extend({ values });

/** The rule builder knows a project and no task. */
export const OnProject = z.object({ ...viewer, project: gid.optional(), action: z.string().max(200).optional() });
export const RuleChange = OnProject.extend({ values });
export const Run = z.object({
  ...viewer,
  target_object: gid,
  idempotency_key: z.string().min(1).max(500),
  /** The form as the rule's author left it. */
  app_configuration_json: z.string().max(20_000).optional(),
  values: values.optional(),
});
export type Run = z.infer<typeof Run>;
