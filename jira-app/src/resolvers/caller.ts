import { z } from "zod";

/** Who is asking and where: from the context that Forge vouches for. `accountId` is set by the platform, not the page. */
const Context = z.looseObject({
  accountId: z.string().min(1).nullish(),
  moduleKey: z.string().nullish(),
  siteUrl: z
    .url({ protocol: /^https?$/ })
    .nullish()
    .catch(null),
  extension: z
    .looseObject({
      issue: z
        .looseObject({
          id: z.union([z.string(), z.number()]).transform(String),
          key: z.string(),
          type: z.string().nullish(),
          typeId: z.union([z.string(), z.number()]).transform(String).nullish(),
        })
        .nullish(),
      project: z
        .looseObject({ id: z.union([z.string(), z.number()]).transform(String), key: z.string() })
        .nullish()
        .catch(null),
    })
    .nullish(),
});

export interface Caller {
  accountId: string | null;
  module: string | null;
  site: string | null;
  issue: { id: string; key: string; type: string | null; typeId: string | null } | null;
  project: { id: string; key: string } | null;
}

export function callerIn(context: unknown): Caller {
  const { accountId, moduleKey, siteUrl, extension } = Context.parse(context);
  const issue = extension?.issue;
  return {
    accountId: accountId ?? null,
    module: moduleKey ?? null,
    site: siteUrl ?? null,
    issue: issue ? { id: issue.id, key: issue.key, type: issue.type ?? null, typeId: issue.typeId ?? null } : null,
    project: extension?.project ? { id: extension.project.id, key: extension.project.key } : null,
  };
}
