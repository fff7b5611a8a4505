/** The handlers that manifest.yml names, and nothing else. */
export { healthLozenge } from "./resolvers/health-lozenge.ts";
export { resolver } from "./resolvers/resolver.ts";
export { onIssueEvent } from "./triggers/issue-event.ts";
export { onLifecycle, onUninstall } from "./triggers/lifecycle.ts";
export { onFiveMinutes, onHour, onWeek } from "./triggers/schedules.ts";
