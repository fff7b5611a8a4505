import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { createPerson, getMe, listPeople } from "./people.ts";
import { createPeriod, createTeam, listPeriods, listTeams } from "./teams.ts";
import { endMembership, updatePerson } from "./update-person.ts";
import { createWorkspace, updateWorkspace } from "./workspaces.ts";

export function peopleRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.getMe, ({ caller }) => getMe(ground, caller));
  mount(router, ground, endpoints.createWorkspace, ({ input }) => createWorkspace(ground, input));
  mount(router, ground, endpoints.listPeople, ({ caller, input }) => listPeople(ground, caller, input));
  mount(router, ground, endpoints.createPerson, ({ caller, input }) => createPerson(ground, caller, input));
  mount(router, ground, endpoints.listTeams, ({ caller, input }) => listTeams(ground, caller, input));
  mount(router, ground, endpoints.createTeam, ({ caller, input }) => createTeam(ground, caller, input));
  mount(router, ground, endpoints.listPeriods, ({ caller, input }) => listPeriods(ground, caller, input));
  mount(router, ground, endpoints.createPeriod, ({ caller, input }) => createPeriod(ground, caller, input));
  mount(router, ground, endpoints.updatePerson, ({ caller, input }) => updatePerson(ground, caller, input));
  mount(router, ground, endpoints.endMembership, ({ caller, input }) => endMembership(ground, caller, input));
  mount(router, ground, endpoints.updateWorkspace, ({ caller, input }) => updateWorkspace(ground, caller, input));
  return router;
}
