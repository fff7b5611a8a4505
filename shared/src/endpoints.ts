import { accountEndpoints } from "./accounts.ts";
import { connectionEndpoints } from "./connections.ts";
import { deliveryEndpoints } from "./deliveries.ts";
import type { Endpoint } from "./endpoint.ts";
import { goalEndpoints } from "./goals.ts";
import { initiativeEndpoints } from "./initiatives.ts";
import { judgementEndpoints } from "./judgements.ts";
import { keyResultEndpoints } from "./key-results.ts";
import { panelEndpoints } from "./panel.ts";
import { peopleEndpoints } from "./people.ts";
import { portfolioEndpoints } from "./portfolio.ts";
import { questionEndpoints } from "./questions.ts";
import { workItemEndpoints } from "./work-items.ts";

export const API_PREFIX = "/api/v1";

/** Every call of the service. The route, every client, the OpenAPI document and the tests use these rows. */
export const endpoints = {
  ...accountEndpoints,
  ...peopleEndpoints,
  ...goalEndpoints,
  ...judgementEndpoints,
  ...questionEndpoints,
  ...keyResultEndpoints,
  ...initiativeEndpoints,
  ...workItemEndpoints,
  ...panelEndpoints,
  ...portfolioEndpoints,
  ...connectionEndpoints,
  ...deliveryEndpoints,
} as const satisfies Record<string, Endpoint>;

export type Endpoints = typeof endpoints;
