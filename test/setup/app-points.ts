/**
 * The app's own writes of creation: the functions of jira-app that make them, and the request that each becomes. Forge may
 * stop the app before such a request leaves and after it is done; test/journeys/creation-kill.test.ts does it at each.
 * test/house/points.test.ts finds a write of the app that has no row here.
 */
export const APP_WRITES = [
  { calls: ["stateLink"], request: "PUT /api/v1/links/*" },
  { calls: ["create", "post"], request: "POST /rest/api/3/issue" },
  { calls: ["putMark"], request: "PUT /rest/api/3/issue/*/properties/throughline" },
  // Where the site refuses the property with the create call: the mark came as a label, and the property follows.
  { calls: ["settleMark"], request: "PUT /rest/api/3/issue/*" },
  { calls: ["confirmLink"], request: "PUT /api/v1/links/*/item" },
] as const;

export const APP_POINTS = APP_WRITES.flatMap(({ request }) => [`before ${request}`, `after ${request}`]);
