import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { createCheckIn, listCheckIns } from "./check-ins.ts";

export function checkInRoutes(ground: Ground): Router {
  const router = Router();
  mount(router, ground, endpoints.listCheckIns, ({ caller, input }) => listCheckIns(ground, caller, input));
  mount(router, ground, endpoints.createCheckIn, ({ caller, input }) => createCheckIn(ground, caller, input));
  return router;
}
