import { ME } from "./call.ts";
import { LINK } from "./fixtures.ts";

/** The calls that a create is made of, and what a person typed. */
export const CREATE = "POST /rest/api/3/issue";
export const STATE = "service PUT /api/v1/links/*";
export const META = "GET /rest/api/3/issue/createmeta/*/issuetypes/*";

export const wish = (more: Record<string, unknown> = {}) => ({
  linkId: LINK,
  target: { id: "ini-1", key: "INI-1" },
  project: "CS",
  type: "10001",
  summary: "Call the CSM of Orion Freight",
  owner: ME,
  due: "2026-12-18",
  values: {},
  ...more,
});
