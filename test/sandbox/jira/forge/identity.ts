// Who the app is on this site, in Atlassian's own notation.
import { type SiteData } from "../state/model.ts";

interface Identity {
  appId: string;
  appAri: string;
  installContext: string;
  installationAri: string;
  environmentAri: string;
  /** The address of the app's global page. */
  page: string;
}

export const identityOf = (data: SiteData, appId: string): Identity => ({
  appId,
  appAri: `ari:cloud:ecosystem::app/${appId}`,
  installContext: `ari:cloud:jira::site/${data.cloudId}`,
  installationAri: `ari:cloud:ecosystem::installation/${data.installationId}`,
  environmentAri: `ari:cloud:ecosystem::environment/${appId}/${data.environmentId}`,
  page: `/jira/apps/${appId}/${data.environmentId}`,
});
