import { endpoints } from "@throughline/shared/endpoints";
import type { InputOf } from "@throughline/shared/endpoint";
import type { Initiative } from "@throughline/shared/initiatives";
import type { Goal } from "@throughline/shared/goals";
import type { KeyResult } from "@throughline/shared/key-results";
import type { Role } from "@throughline/shared/vocabulary";
import type { Caller } from "../../goal-service/src/accounts/caller.ts";
import { createGoal } from "../../goal-service/src/goals/create-goal.ts";
import { createKeyResult } from "../../goal-service/src/goals/key-results.ts";
import { createReading } from "../../goal-service/src/goals/readings.ts";
import { showGoal } from "../../goal-service/src/goals/wire.ts";
import type { Ground } from "../../goal-service/src/ground.ts";
import { createInitiative } from "../../goal-service/src/initiatives/initiatives.ts";
import { createPerson } from "../../goal-service/src/people/people.ts";
import { createWorkspace } from "../../goal-service/src/people/workspaces.ts";

/** Callers as authentication makes them. */
export type Person = Caller & { person: NonNullable<Caller["person"]> };

let made = 0;
/** A number that no other thing in this run has. */
export const next = (): number => ++made;

const caller = (workspaceId: string, zone: string, id: string, name: string, role: Role | null): Person => ({
  workspaceId,
  zone,
  person: { id, name, role, sees: [id] },
  connection: null,
});

/** A workspace; the answer is its admin. */
export async function buildWorkspace(ground: Ground, zone = "UTC"): Promise<Person> {
  const admin = { name: "Ada Admin", email: `ada${next()}@example.com` };
  const workspace = await createWorkspace(ground, { name: `Workspace ${made}`, zone, admin });
  return caller(workspace.id, zone, workspace.adminId, admin.name, "admin");
}

export async function buildPerson(
  ground: Ground,
  by: Caller,
  name = `Person ${next()}`,
  role: Role | null = "contributor",
): Promise<Person> {
  const { id } = await createPerson(ground, by, { name, email: `p${next()}@example.com`, role: role ?? undefined });
  return caller(by.workspaceId, by.zone, id, name, role);
}

type Give<E extends keyof typeof endpoints> = Partial<InputOf<(typeof endpoints)[E]>>;

export async function buildGoal(ground: Ground, by: Caller, give: Give<"createGoal"> = {}): Promise<Goal> {
  const usual = { title: `Goal ${next()}`, start: "2026-10-01", due: "2026-12-31" };
  return showGoal(await createGoal(ground, by, endpoints.createGoal.input.parse({ ...usual, ...give })));
}

/** A goal that exists for its owner and nobody else. */
export const buildPrivateGoal = (ground: Ground, by: Caller, give: Give<"createGoal"> = {}): Promise<Goal> =>
  buildGoal(ground, by, { title: `Secret ${next()}`, viewers: [], ...give });

export async function buildKeyResult(
  ground: Ground,
  by: Caller,
  goalId: string,
  give: Give<"createKeyResult"> = {},
): Promise<KeyResult> {
  const usual = { id: goalId, name: `Measure ${next()}`, baseline: 0, target: 100 };
  return createKeyResult(ground, by, endpoints.createKeyResult.input.parse({ ...usual, ...give }));
}

export const buildReading = (ground: Ground, by: Caller, keyResultId: string, on: string, value: number) =>
  createReading(ground, by, { id: keyResultId, on, value });

export async function buildInitiative(
  ground: Ground,
  by: Caller,
  goalId: string,
  give: Give<"createInitiative"> = {},
): Promise<Initiative> {
  const usual = { goalId, title: `Initiative ${next()}` };
  return createInitiative(ground, by, endpoints.createInitiative.input.parse({ ...usual, ...give }));
}
