import { z } from "zod";

/** The words of the product, once. Screens word them; code, API and database use these. */

export const Tool = z.enum(["jira", "asana", "generic", "csv"]);
export type Tool = z.infer<typeof Tool>;

export const Role = z.enum(["viewer", "contributor", "admin"]);
export type Role = z.infer<typeof Role>;

export const GoalLevel = z.enum(["company", "team", "person"]);
export type GoalLevel = z.infer<typeof GoalLevel>;

export const GoalState = z.enum(["draft", "active", "paused", "closed"]);
export type GoalState = z.infer<typeof GoalState>;

export const Ambition = z.enum(["committed", "aspirational"]);

export const InitiativeState = z.enum(["proposed", "active", "done", "stopped"]);
export type InitiativeState = z.infer<typeof InitiativeState>;

/** What a tool's status means to us. */
export const Category = z.enum(["todo", "doing", "done", "cancelled"]);
export type Category = z.infer<typeof Category>;

export const Presence = z.enum(["live", "archived", "trashed", "gone"]);
export type Presence = z.infer<typeof Presence>;

/** How an item came to its initiative. The service decides it, no caller does. */
export const Origin = z.enum(["born", "inherited", "mapped", "attached", "imported"]);
export type Origin = z.infer<typeof Origin>;

/** Work that serves no goal, said openly. */
export const WorkClass = z.enum(["maintenance", "emergency", "opportunity", "debt"]);
export type WorkClass = z.infer<typeof WorkClass>;

/** Every state a goal's health can show: the model's words (health.md, States). */
export const HealthState = z.enum([
  "green",
  "amber",
  "red",
  "outdated",
  "unmeasured",
  "warming",
  "draft",
  "paused",
  "achieved",
  "partial",
  "missed",
  "dropped",
]);
export type HealthState = z.infer<typeof HealthState>;

/** The states of a goal that somebody works towards: neither draft nor paused, and not over. */
const RUNNING: ReadonlySet<HealthState> = new Set(["green", "amber", "red", "outdated", "unmeasured", "warming"]);
export const isRunning = ({ state }: { state: HealthState }): boolean => RUNNING.has(state);

/** An initiative's own mark: the work level of its items (health.md F13). */
export const WorkLevel = z.enum(["green", "amber", "red", "uncovered", "finished"]);
export type WorkLevel = z.infer<typeof WorkLevel>;

export const ConnectionState = z.enum(["active", "degraded", "paused", "ended"]);
export type ConnectionState = z.infer<typeof ConnectionState>;

export const DeliveryState = z.enum(["pending", "done", "failed"]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** Why a stalled item stalls (health.md, root cause; the rest comes with the leader's questions). */
export const RootCause = z.enum(["no_owner", "blocked", "overdue", "unknown"]);
export type RootCause = z.infer<typeof RootCause>;
